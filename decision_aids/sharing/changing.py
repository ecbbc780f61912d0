"""What changes when she shares newer answers in a talk: which come, which go, which read otherwise now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from decision_aids.exercises.attachments import MARK, references_in
from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.sharing.access import Offer, offers_of
from decision_aids.sharing.rooms import SharedAnswer, Snapshot
from decision_aids.spaces.access import OpenSpace


@dataclass(frozen=True, slots=True)
class Change:
    """One answer, as the team reads it now and as it would read it; "" where it is not there.

    `other`: it is another one even if it reads the same, such as a new drawing.
    """

    label: str
    before: str
    after: str
    other: bool = False

    @property
    def kind(self) -> Literal["new", "gone", "changed", "same"]:
        """What happens to it."""
        if not self.before:
            return "new"
        if not self.after:
            return "gone"
        return "same" if self.before == self.after and not self.other else "changed"


def journey_of(opened: OpenSpace, snapshot: Snapshot) -> OpenJourney | None:
    """Her journey that a share was made from: the one that knows most of its answers."""
    shared = {answer.item for answer in snapshot.answers}
    fitting = [
        (len(shared & set(journey.state.answers)), -journey.row.number, journey)
        for journey in journeys_of(opened)
        if journey.flow.title == snapshot.aid or shared & set(journey.state.answers)
    ]
    return max(fitting, key=lambda one: one[:2])[2] if fitting else None


def changes_of(snapshot: Snapshot, offers: list[Offer], chosen: set[str]) -> list[Change]:
    """What would be other than it is, in the order of the aid, and then what would go."""
    before = {answer.item: answer for answer in snapshot.answers}
    changes = []
    for offer in offers:
        known = before.pop(offer.item, None)
        if known is None and offer.item not in chosen:
            continue
        was = known.render("text") if known is not None else ""
        other = known is not None and _attached(known) != _attached(offer.shared)
        changes.append(Change(offer.label, was, offer.text if offer.item in chosen else "", other))
    changes += [Change(answer.label, answer.render("text"), "") for answer in before.values()]
    return changes


def _attached(answer: SharedAnswer) -> list[str]:
    return [reference[MARK] for reference in references_in(answer.kept["x"])]


def offers_for(journey: OpenJourney | None) -> list[Offer]:
    """What she can share now; nothing when her journey is gone."""
    return offers_of(journey) if journey is not None else []
