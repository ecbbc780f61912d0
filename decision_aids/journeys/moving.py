"""Moving a journey to a newer version of its aid: first what would be lost and what is new, then the move itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decision_aids.engine.diff import Difference, compare
from decision_aids.engine.flow import Flow, Item, Step
from decision_aids.engine.replay import replay
from decision_aids.exercises.forms import fingerprint, make_part
from decision_aids.flows.documents import FLOWS
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.answers import Answers
from decision_aids.journeys.attachments import keep_with
from decision_aids.journeys.services import write
from decision_aids.journeys.state import State


class OfferChanged(Exception):
    """What would be lost is no longer what she was shown."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer that would not be used any more, to read."""

    step: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A newer version and what moving to it means. `mark` names exactly this, so that she moves to what she saw."""

    version: int
    kept: int
    lost: tuple[Lost, ...]
    new: tuple[str, ...]
    mark: str


def offer_of(journey: OpenJourney) -> Offer | None:
    """What moving to the newer version would mean for her; None when there is none."""
    newest = journey.newer
    if newest is None:
        return None
    newer = FLOWS.of(newest.pk)
    difference = _difference(journey.flow, newer, journey.state)
    after = State(Answers(journey.state.answers), list(journey.state.done))
    _fit(after, newer, difference)
    path = replay(newer, after.held(newer), frozenset(after.done)).path
    new = {step.id for step in difference.new}
    titles = {item.id: step.title for step in journey.flow.steps for item in step.items}
    return Offer(
        version=newest.pk,
        kept=len(difference.kept),
        lost=tuple(_to_read(item, titles[item.id], journey.state) for item in difference.lost),
        new=tuple(step.title for step in path if step.id in new),
        mark=_mark(newest.pk, difference),
    )


def move(journey: OpenJourney, mark: str) -> None:
    """Move to the newer version in one write. Raises `OfferChanged` when more or less is lost than `mark` says."""
    newest = journey.newer
    if newest is None:
        raise OfferChanged
    older, newer = journey.flow, FLOWS.of(newest.pk)

    def change(state: State) -> None:
        difference = _difference(older, newer, state)
        if _mark(newest.pk, difference) != mark:
            raise OfferChanged
        _fit(state, newer, difference)

    if journey.state.attachments:
        keep_with(journey, {}, lambda: write(journey, change, version=newest.pk))
    else:
        write(journey, change, version=newest.pk)


def _difference(older: Flow, newer: Flow, state: State) -> Difference:
    return compare(older, newer, {item: kept["x"] for item, kept in state.answers.items()})


def _fit(state: State, newer: Flow, difference: Difference) -> None:
    """Put lost answers aside, ask their steps again, and let kept ones hold what the newer conditions look at."""
    lost = {item.id for item in difference.lost}
    for item in lost:
        state.aside[item] = state.answers.pop(item)
    state.done = [step for step in state.done if step not in _steps_with(newer, lost)]
    for step in newer.steps:
        for there in step.exercises:
            kept = state.answers.get(there.id)
            if kept is not None:
                state.answers[there.id] = _kept_at(there, kept)


def _steps_with(flow: Flow, items: set[str]) -> set[str]:
    def asks(step: Step) -> bool:
        return any(item.id in items for item in step.items)

    return {step.id for step in flow.steps if asks(step)}


def _kept_at(item: Item, kept: dict[str, Any]) -> dict[str, Any]:
    """The same answer, read at the newer item. One whose kind is not installed stays as it is."""
    part = make_part(item, kept)
    if part is None or part.answer is None:
        return kept
    held = sorted(part.kind.held(part.spec, part.answer))
    return {"t": part.kind.name, "v": part.kind.version, "x": part.answer, "h": held}


def _to_read(item: Item, step: str, state: State) -> Lost:
    part = make_part(item, state.answers[item.id])
    if part is None or part.answer is None:
        return Lost(step, step, "")
    return Lost(step, str(part.spec.get("label") or step), part.kind.text(part.spec, part.answer))


def _mark(version: int, difference: Difference) -> str:
    return fingerprint([version, sorted(item.id for item in difference.lost)])
