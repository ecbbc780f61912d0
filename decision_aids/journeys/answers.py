"""The answers of one journey, each kept as a line of text until somebody asks for it.

A request needs the answers of one step, and of all others only what conditions look at. Reading the rest would make a
step dearer with each step before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeAlias

Kept: TypeAlias = dict[str, Any]
"""{"t": kind, "v": version, "x": answer, "h": [operands held]}"""

FIELD, OPERAND = "\t", "\x1f"  # neither stands in an id, and JSON writes both another way
NOTHING: frozenset[str] = frozenset()


class Answers(MutableMapping[str, Kept]):
    """Answers by item, in the order in which they were first given."""

    def __init__(self, kept: Mapping[str, Kept] | None = None) -> None:
        self._lines: dict[str, str] = {}
        self.update(kept or {})

    @classmethod
    def read(cls, text: str) -> Answers:
        """The answers that `written` wrote. No line is looked into."""
        answers = cls()
        if text:
            items, *lines = text.split("\n")
            answers._lines = dict(zip(items.split(FIELD), lines, strict=True))
        return answers

    def written(self) -> str:
        """All answers as text: a line with the items, then for each a line with the operands held and the rest as JSON."""
        return "\n".join([FIELD.join(self._lines), *self._lines.values()]) if self._lines else ""

    def held(self, sources: Iterable[str]) -> dict[str, frozenset[str]]:
        """What conditions look at: the operands held by those of `sources` that are answered."""
        lines = self._lines
        return {
            item: frozenset(held.split(OPERAND)) if (held := lines[item].partition(FIELD)[0]) else NOTHING
            for item in sources
            if item in lines
        }

    def __getitem__(self, item: str) -> Kept:
        held, _, rest = self._lines[item].partition(FIELD)
        kept: Kept = json.loads(rest)
        kept["h"] = held.split(OPERAND) if held else []
        return kept

    def __setitem__(self, item: str, kept: Kept) -> None:
        held = OPERAND.join(kept["h"])
        if any(mark in text for text in (item, held) for mark in (FIELD, "\n")):
            raise ValueError("an id that breaks the line")
        rest = {name: value for name, value in kept.items() if name != "h"}
        self._lines[item] = held + FIELD + json.dumps(rest, separators=(",", ":"), ensure_ascii=False)

    def __delitem__(self, item: str) -> None:
        del self._lines[item]

    def __contains__(self, item: object) -> bool:
        return item in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
