"""Walks raw stream data by its block definitions: gives every block an id, cleans every rich text, names references."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from wagtail import blocks

from cms.base.sanitise import rich_text

INTERNAL_LINK = re.compile(r"<a\b[^>]*\blinktype=\"(page|document)\"[^>]*>")
LINK_ID = re.compile(r"\bid=\"(\d+)\"")
PLACEHOLDER = re.compile(r"<a href=\"/-internal-/(page|document)/(\d+)/\">")
RELATION = re.compile(r" rel=\"[^\"]*\"")


def clean_html(html: str) -> str:
    """Clean rich text in the form in which Wagtail stores it: links to our own pages stay links by number."""

    def hide(match: re.Match[str]) -> str:
        found = LINK_ID.search(match[0])
        return f'<a href="/-internal-/{match[1]}/{found[1]}/">' if found else "<a>"

    cleaned = RELATION.sub("", str(rich_text(INTERNAL_LINK.sub(hide, html))))
    return PLACEHOLDER.sub(r'<a linktype="\1" id="\2">', cleaned)


@dataclass(frozen=True, slots=True)
class Visitor:
    """What to do at the leaves of raw data: with rich text, with a chosen object, and with a missing id."""

    text: Callable[[str], str]
    chosen: Callable[[blocks.ChooserBlock, Any], Any]
    missing_id: Callable[[str], str | None]


def with_ids(space: UUID, owner: str) -> Visitor:
    """Make the visitor that an import uses: ids made from where a block stands are the same each time."""
    return Visitor(
        text=clean_html,
        chosen=lambda block, value: value,
        missing_id=lambda path: str(uuid5(space, f"{owner}:{path}")),
    )


def visit(block: blocks.Block, raw: Any, visitor: Visitor, path: str = "") -> Any:
    """Give the raw data of a block as the visitor makes it. Data of an unexpected shape is left as it is."""
    if isinstance(block, blocks.StreamBlock) and isinstance(raw, list):
        return [
            _visit_child(block.child_blocks.get(_type(part)), part, visitor, f"{path}[{i}]")
            for i, part in enumerate(raw)
        ]
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        items = [part if _is_item(part) else {"type": "item", "value": part} for part in raw]
        return [_visit_child(block.child_block, part, visitor, f"{path}[{i}]") for i, part in enumerate(items)]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {
            name: visit(block.child_blocks[name], child, visitor, f"{path}.{name}")
            if name in block.child_blocks
            else child
            for name, child in raw.items()
        }
    if isinstance(block, blocks.RichTextBlock) and isinstance(raw, str):
        return visitor.text(raw)
    if isinstance(block, blocks.ChooserBlock) and raw is not None:
        return visitor.chosen(block, raw)
    return raw


def _visit_child(block: blocks.Block | None, part: Any, visitor: Visitor, path: str) -> Any:
    if not isinstance(part, dict):
        return part
    child = dict(part)
    child["id"] = part.get("id") or visitor.missing_id(path)
    if block is not None:  # what is not installed stays as it is
        child["value"] = visit(block, part.get("value"), visitor, f"{path}.{_type(part)}")
    return child


def _type(part: Any) -> str:
    return str(part.get("type", "")) if isinstance(part, dict) else ""


def _is_item(part: Any) -> bool:
    return isinstance(part, dict) and part.get("type") == "item" and "value" in part
