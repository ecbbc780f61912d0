"""From her request to her own rooms: found by a mark that only her space key makes."""

from __future__ import annotations

from dataclasses import dataclass

from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.reading import answers_of
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import Room, SharedAnswer, Snapshot, open_room
from decision_aids.sharing.services import owner_room_key
from decision_aids.spaces.access import OpenSpace
from decision_aids.vault import keys


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that she can share now."""

    item: str
    label: str
    chapter: str
    text: str
    shared: SharedAnswer


def shares_of(opened: OpenSpace) -> list[Share]:
    """Her rooms, newest first. One query."""
    return list(
        Share.objects.filter(mark=keys.room_mark(opened.key)).select_related("team").order_by("-sent_on", "-pk")
    )


def room_of(opened: OpenSpace, short: str) -> Room | None:
    """Her room of that address, opened; None when it is not hers or not there. Two queries."""
    for share in shares_of(opened):
        if share.short == short:
            return open_room(share, owner_room_key(opened, share))
    return None


def offers_of(journey: OpenJourney) -> list[Offer]:
    """Every answer on her path, with what sharing it would show."""
    offers = []
    for chapter in answers_of(journey, "text"):
        for view in chapter.answers:
            kept = journey.state.answers[view.part.item.id]
            shared = SharedAnswer(
                item=view.part.item.id,
                step=view.step.title,
                label=view.label,
                version=view.part.item.version,
                spec=dict(view.part.item.spec),
                kept={"t": kept["t"], "v": kept["v"], "x": kept["x"]},
            )
            offers.append(Offer(view.part.item.id, view.label, chapter.title, view.html, shared))
    return offers


def snapshot_of(journey: OpenJourney, offers: list[Offer], chosen: set[str]) -> Snapshot:
    """What exactly goes along, in the order of the aid."""
    return Snapshot(
        aid=journey.flow.title,
        language=journey.flow.language,
        answers=tuple(offer.shared for offer in offers if offer.item in chosen),
    )
