"""What differs between two flows of one aid: what somebody half-way would lose or find when she moves to the newer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision_aids.engine.flow import Flow, Item, Json, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """`kept` and `lost` are items of the older flow whose answers move along or cannot.

    `new` are steps that the older flow did not have, `gone` those that the newer one has no more.
    """

    kept: tuple[Item, ...]
    lost: tuple[Item, ...]
    new: tuple[Step, ...]
    gone: tuple[Step, ...]


def compare(older: Flow, newer: Flow, answers: Mapping[str, Json]) -> Difference:
    """Compare two flows for a person who gave these answers, by item id.

    An answer moves along when an item of the same id and the same kind is there, and when all that it chose from the
    item (choices, suggestions, options) can still be chosen.
    """
    there = {item.id: item for step in newer.steps for item in step.items}
    before = {step.id for step in older.steps}
    after = {step.id for step in newer.steps}
    answered = [item for step in older.steps for item in step.items if item.id in answers]
    fits = {item.id: _fits(item, there.get(item.id), answers[item.id]) for item in answered}
    return Difference(
        kept=tuple(item for item in answered if fits[item.id]),
        lost=tuple(item for item in answered if not fits[item.id]),
        new=tuple(step for step in newer.steps if step.id not in before),
        gone=tuple(step for step in older.steps if step.id not in after),
    )


def _fits(older: Item, newer: Item | None, answer: Json) -> bool:
    """Whether an answer at the older item still means the same at the newer one."""
    if newer is None or newer.type != older.type:
        return False
    gone = frozenset(_ids(older.spec)) - frozenset(_ids(newer.spec))
    return not gone or gone.isdisjoint(_strings(answer))


def _ids(spec: Json) -> Iterator[str]:
    """Every id that a spec gives to something that an answer can name."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key == "id" and isinstance(value, str):
                yield value
            else:
                yield from _ids(value)
    elif isinstance(spec, (list, tuple)):
        for value in spec:
            yield from _ids(value)


def _strings(answer: Json) -> Iterator[str]:
    """Every string in an answer, names and values alike."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield key
            yield from _strings(value)
    elif isinstance(answer, (list, tuple)):
        for value in answer:
            yield from _strings(value)
