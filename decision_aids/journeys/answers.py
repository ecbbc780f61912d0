"""The answers of one journey, each kept as a line of UTF-8 until somebody asks for it.

A request needs the answers of one step, and of all others only what conditions look at. Reading the rest, or turning it
into text and back, would make a step dearer with each step before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeAlias

Kept: TypeAlias = dict[str, Any]
"""{"t": kind, "v": version, "x": answer, "h": [operands held]}"""

FIELD, OPERAND = "\t", "\x1f"  # neither stands in an id, and JSON writes both another way
NOTHING: frozenset[str] = frozenset()

write_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode
"""JSON in as few bytes as there are. What is kept came out of JSON or of a kind: it holds no circle."""


class Answers(MutableMapping[str, Kept]):
    """Answers by item, in the order in which they were first given."""

    def __init__(self, kept: Mapping[str, Kept] | None = None) -> None:
        self._lines: dict[str, bytes] = {}
        self.update(kept or {})

    @classmethod
    def read(cls, written: bytes) -> Answers:
        """The answers that `written` wrote. No line is looked into."""
        answers = cls()
        if written:
            items, *lines = written.split(b"\n")
            answers._lines = dict(zip(items.decode().split(FIELD), lines, strict=True))
        return answers

    def written(self) -> bytes:
        """All answers: a line with the items, then for each a line with the operands held and the rest as JSON."""
        return b"\n".join([FIELD.join(self._lines).encode(), *self._lines.values()]) if self._lines else b""

    def held(self, sources: Iterable[str]) -> dict[str, frozenset[str]]:
        """What conditions look at: the operands held by those of `sources` that are answered."""
        lines = self._lines
        return {
            item: frozenset(held.decode().split(OPERAND)) if (held := lines[item].partition(b"\t")[0]) else NOTHING
            for item in sources
            if item in lines
        }

    def __getitem__(self, item: str) -> Kept:
        held, _, rest = self._lines[item].decode().partition(FIELD)
        kept: Kept = json.loads(rest)
        kept["h"] = held.split(OPERAND) if held else []
        return kept

    def __setitem__(self, item: str, kept: Kept) -> None:
        held = OPERAND.join(kept["h"])
        names = item + held
        if FIELD in names or "\n" in names:
            raise ValueError("an id that breaks the line")
        rest = {name: value for name, value in kept.items() if name != "h"}
        self._lines[item] = (held + FIELD + write_json(rest)).encode()

    def __delitem__(self, item: str) -> None:
        del self._lines[item]

    def __contains__(self, item: object) -> bool:
        return item in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
