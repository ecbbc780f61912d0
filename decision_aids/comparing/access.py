"""From her request to what she compares: found by a mark that only her space key makes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from decision_aids.comparing.models import Comparison, Side
from decision_aids.comparing.sealing import Plan, open_answers, open_plan, unwrap_for
from decision_aids.exercises.attachments import AttachmentField
from decision_aids.exercises.forms import Part, fingerprint, make_part
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.reading import AnswerView, answers_of, step_url
from decision_aids.sharing.rooms import SharedAnswer
from decision_aids.spaces.access import OpenSpace
from decision_aids.vault import keys


@dataclass(slots=True)
class OpenComparison:
    """A comparison that this request holds the key of, seen from one side."""

    side: Side
    key: bytes
    plan: Plan
    other: Side | None

    @property
    def comparison(self) -> Comparison:
        return self.side.comparison

    @property
    def both_agreed(self) -> bool:
        return self.side.agreed and self.other is not None and self.other.agreed

    def laid_side_by_side(self) -> list[dict[str, Any]]:
        """Each exercise that somebody shows, in the order of the plan: {"label", "mine", "theirs"}, HTML or "".

        Asked only when both agreed: it opens what the other one shows.
        """
        if not self.both_agreed or self.other is None:
            return []
        mine = {answer.item: answer for answer in open_answers(self.key, self.side)}
        theirs = {answer.item: answer for answer in open_answers(self.key, self.other)}
        return [
            {
                "label": (mine.get(item) or theirs[item]).label,
                "mine": mine[item].render("summary") if item in mine else "",
                "theirs": theirs[item].render("summary") if item in theirs else "",
            }
            for item in self.plan.items
            if item in mine or item in theirs
        ]


def sides_of(opened: OpenSpace) -> list[Side]:
    """Her sides of all that she compares. One query."""
    mine = Side.objects.filter(mark=keys.comparison_mark(opened.key)).select_related("comparison")
    return list(mine.order_by("pk"))


def open_side(opened: OpenSpace, side: Side) -> OpenComparison:
    """Open what is compared, without the other side. Raises `SealBroken`."""
    key = unwrap_for(opened.key, side)
    return OpenComparison(side, key, open_plan(key, side.comparison), None)


def comparison_of(opened: OpenSpace, short: str) -> OpenComparison | None:
    """Her comparison of that address with both its sides; None when it is not there (any more). Two queries."""
    side = next((side for side in sides_of(opened) if side.comparison.short == short), None)
    if side is None:
        return None
    found = open_side(opened, side)
    found.other = Side.objects.filter(comparison=side.comparison_id).exclude(pk=side.pk).first()
    return found


def journey_for(plan: Plan, journeys: Collection[OpenJourney]) -> OpenJourney | None:
    """Her journey through the aid of a plan."""
    return next((journey for journey in journeys if journey.version.flow_key == plan.aid), None)


def can_be_compared(part: Part | None, off: Collection[str]) -> bool:
    """Whether an exercise can be laid side by side: it keeps an answer, and one without drawings or sounds.

    `off`: kinds that visitors of this site do not get.
    """
    if part is None or not part.kind.stores or part.kind.name in off:
        return False
    return not any(isinstance(field, AttachmentField) for field in part.kind.fields(part.spec).values())


def exercises_on_her_way(journey: OpenJourney, off: Collection[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What she can propose to compare: (chapter, [(item, label)]), answered or not."""
    chapters: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for step in journey.route.path:
        for item in step.exercises:
            part = make_part(item, None)
            if can_be_compared(part, off):
                label = str(item.spec.get("label") or step.title)
                chapters.setdefault(step.chapter.id, (step.chapter.title, []))[1].append((item.id, label))
    return list(chapters.values())


def her_part(plan: Plan, journey: OpenJourney, off: Collection[str]) -> list[dict[str, Any]]:
    """The exercises of a plan as she has them: {"item", "label", "href", "answer": AnswerView or None}.

    Without those that do not stand on her way.
    """
    answers = {view.part.item.id: view for chapter in answers_of(journey) for view in chapter.answers}
    rows = []
    for step in journey.route.path:
        for item in step.exercises:
            if item.id in plan.items and can_be_compared(make_part(item, None), off):
                label = str(item.spec.get("label") or step.title)
                href = step_url(journey, step) if journey.route.may_visit(step) else ""
                rows.append({"item": item.id, "label": label, "href": href, "answer": answers.get(item.id)})
    return rows


def share_of_answer(journey: OpenJourney, view: AnswerView) -> SharedAnswer:
    """An answer as the other one will get it, with its question as she saw it."""
    kept = journey.state.answers[view.part.item.id]
    return SharedAnswer(
        item=view.part.item.id,
        step=view.step.title,
        label=view.label,
        version=view.part.item.version,
        spec=dict(view.part.item.spec),
        kept={"t": kept["t"], "v": kept["v"], "x": kept["x"]},
    )


def what_she_saw(rows: Collection[dict[str, Any]]) -> str:
    """Name the answers that stand on the page where she agrees, so that no other ones are shown than she saw."""
    return fingerprint([(row["item"], row["answer"].part.answer) for row in rows if row["answer"] is not None])
