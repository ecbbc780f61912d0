"""Which version of an aid somebody reads now: the newest of the structure that she began with, in her language.

What the versions are is read once for each state of the site and kept in the process: a page asks no database for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from decision_aids.flows.versions import FlowVersion

Structure: TypeAlias = tuple[UUID, str]
"""An aid and the structure that some of its versions share."""

NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of an aid in one language."""

    pk: int
    number: int
    structure: str


@dataclass(slots=True)
class Shelf:
    """All versions that were not withdrawn.

    `newest`: by aid and language. `equal`: by aid and structure, {language: the newest version of that structure}.
    """

    newest: dict[tuple[UUID, str], Newest] = field(default_factory=dict)
    equal: dict[Structure, dict[str, int]] = field(default_factory=dict)

    def equal_to(self, version: FlowVersion) -> Mapping[str, int]:
        """The versions that can be read in place of this one, by language; empty when all were withdrawn."""
        return self.equal.get((version.flow_key, version.structure_hash), NONE)

    def newer_than(self, version: FlowVersion) -> Newest | None:
        """The newest version in the same language, if it is newer and has another structure."""
        newest = self.newest.get((version.flow_key, version.language))
        if newest is None or newest.number < version.number or newest.structure == version.structure_hash:
            return None
        return newest


_kept: dict[int, Shelf] = {}


def shelf(stamp: int) -> Shelf:
    """The versions as they are under this number of the live state."""
    known = _kept.get(stamp)
    if known is None:
        known = _read()
        _kept.clear()
        _kept[stamp] = known
    return known


def forget() -> None:
    """Keep nothing any more. Tests need this, because a rolled back stamp counts the same numbers again."""
    _kept.clear()


def _read() -> Shelf:
    read = Shelf()
    rows = FlowVersion.objects.filter(withdrawn=False).order_by("number")
    for pk, aid, language, number, structure in rows.values_list(
        "pk", "flow_key", "language", "number", "structure_hash"
    ):
        read.newest[aid, language] = Newest(pk, number, structure)
        read.equal.setdefault((aid, structure), {})[language] = pk
    return read
