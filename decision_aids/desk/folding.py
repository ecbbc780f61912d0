"""What of a long talk is folded away on a helper's page, so that the newest and the place to answer are near.

Nothing is left out: a folded part is on the page, and opens with one press and without JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from decision_aids.sharing.rooms import Room, Said

MANY_ANSWERS = 6
MANY_MESSAGES = 8
NEWEST = 4


@dataclass(frozen=True, slots=True)
class Chapter:
    """The shared answers of one chapter. `open`: a helper is busy with one of them, or the newest message is there."""

    title: str
    answers: Sequence[Mapping[str, Any]]
    folded: bool

    @property
    def open(self) -> bool:
        return any(answer["open"] or answer["newest"] for answer in self.answers)


def by_chapter(answers: Sequence[Mapping[str, Any]], *, unfolded: bool) -> list[Chapter]:
    """The answers in their chapters; of many, each chapter is folded. What was shared before has no chapter."""
    folds = len(answers) > MANY_ANSWERS and not unfolded
    grouped = [(title, list(found)) for title, found in groupby(answers, key=lambda answer: answer["chapter"])]
    return [Chapter(title, found, folds and bool(title)) for title, found in grouped]


def place_of_newest(room: Room) -> str:
    """Where the newest message stands: the item of an answer, "talk", or "" when nothing was said."""
    newest = room.newest
    if newest is None:
        return ""
    return "talk" if newest in room.talk else newest.about


def fold_talk(talk: Sequence[Said]) -> tuple[Sequence[Said], Sequence[Said]]:
    """The earlier messages, and those that stay in sight: the last few, and all since the team last wrote."""
    if len(talk) <= MANY_MESSAGES:
        return talk[:0], talk
    ours = max((place for place, said in enumerate(talk) if said.by_team), default=0)
    first = min(len(talk) - NEWEST, ours)
    return talk[:first], talk[first:]
