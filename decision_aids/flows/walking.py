"""Walks through the values of a stream: where each block stands, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from wagtail import blocks

Path: TypeAlias = tuple[int | str, ...]


def path_words(path: Path) -> str:
    """Write a path as people write one in JSON: [3].items[1].label."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


@dataclass(frozen=True, slots=True)
class Place:
    """One block of a stream: its definition, its value, and the way to it from the top.

    `path` holds the position in a stream or list, and the name in a struct. `owner` is the id of the nearest
    block that has one: itself, or what it is a field of.
    """

    block: blocks.Block
    value: Any
    path: Path
    owner: str
    has_id: bool


def walk(block: blocks.Block, value: Any, path: Path = (), owner: str = "") -> Iterator[Place]:
    """Yield every block below `block`, parents before children, in the order of the editor."""
    if isinstance(block, blocks.StreamBlock):
        children: Iterator[tuple[int | str, blocks.Block, Any, str]] = (
            (index, child.block, child.value, child.id or "") for index, child in enumerate(value or ())
        )
    elif isinstance(block, blocks.ListBlock):
        children = (
            (index, child.block, child.value, child.id or "")
            for index, child in enumerate(value.bound_blocks if value else ())
        )
    elif isinstance(block, blocks.StructBlock):
        children = ((name, child, value.get(name), "") for name, child in block.child_blocks.items())
    else:
        return
    for step, child_block, child_value, child_id in children:
        place = Place(child_block, child_value, (*path, step), child_id or owner, bool(child_id))
        yield place
        yield from walk(child_block, child_value, place.path, place.owner)
