"""What differs between two flows of one aid: what somebody half-way would lose or find when she moves to the newer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from decision_aids.engine.flow import Flow, Item, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """`lost` are items of the older flow whose answers cannot move along; `new` steps that the older did not have."""

    lost: tuple[Item, ...]
    new: tuple[Step, ...]
    gone: tuple[Step, ...]


def compare(older: Flow, newer: Flow, answered: Collection[str]) -> Difference:
    """Compare two flows for a person who answered the items with the ids in `answered`.

    An answer moves along when an item of the same id and the same kind is there.
    """
    there = {item.id: item.type for step in newer.steps for item in step.items}
    before = {step.id for step in older.steps}
    after = {step.id for step in newer.steps}
    return Difference(
        lost=tuple(
            item
            for step in older.steps
            for item in step.items
            if item.id in answered and there.get(item.id) != item.type
        ),
        new=tuple(step for step in newer.steps if step.id not in before),
        gone=tuple(step for step in older.steps if step.id not in after),
    )
