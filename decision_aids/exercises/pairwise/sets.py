"""Which things are shown together: all pairs, or sets of three in which each thing comes back as often as any other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

Thing = TypeVar("Thing")

STEPS = (0, 1, 3)  # what stands together in a set, counted around from each thing in turn


def all_pairs(things: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Every two things, each as often on one side as on the other as far as that goes."""
    pairs = list(combinations(things, 2))
    return [(second, first) if place % 2 else (first, second) for place, (first, second) in enumerate(pairs)]


def sets_of_three(things: Sequence[Thing]) -> list[tuple[Thing, ...]]:
    """As many sets as there are things; each thing stands in three of them. Four things at least."""
    if len(things) < 4:
        return []
    return [tuple(things[(start + step) % len(things)] for step in STEPS) for start in range(len(things))]
