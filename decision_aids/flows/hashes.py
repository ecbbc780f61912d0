"""Two names for a compiled document: one for all of it, one for everything but its words."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from wagtail import blocks

from decision_aids.exercises.registry import registry

STRUCTURAL_TEXT = frozenset({"id", "option", "side"})
STEP = ("id", "chapter", "outcome", "may_skip")


def structure_hash(document: dict[str, Any]) -> str:
    """Name everything in a document but its words: what answers and the way through it hang on.

    The same in every language of an aid, and unchanged by a wording fix.
    """
    return _digest(
        {
            "options": [option["id"] for option in document["options"]],
            "chapters": [(chapter["id"], chapter["any_time"]) for chapter in document["chapters"]],
            "steps": [
                {
                    **{key: step[key] for key in STEP},
                    "conditions": [
                        [condition["source"], condition["operator"], sorted(condition["operands"])]
                        for condition in step["conditions"]
                    ],
                    "items": [
                        (item["id"], item["type"], item["version"], _skeleton(item["spec"], chosen(item["type"])))
                        for item in step["items"]
                        if "." in item["type"]
                    ],
                }
                for step in document["steps"]
            ],
        }
    )


def text_hash(document: dict[str, Any]) -> str:
    """Name a document whole."""
    return _digest(document)


@cache
def chosen(kind_name: str) -> frozenset[str]:
    """Name the fields of a kind that point at something in the database.

    They are no part of the structure: a translated helpline or picture is another row.
    """
    kind = registry.get(kind_name)
    return frozenset(_chooser_names(kind.block())) if kind is not None else frozenset()


def _chooser_names(block: blocks.StructBlock) -> list[str]:
    names = []
    for name, child in block.child_blocks.items():
        inner = child.child_block if isinstance(child, blocks.ListBlock) else child
        if isinstance(inner, blocks.ChooserBlock):
            names.append(name)
        elif isinstance(inner, blocks.StructBlock):
            names.extend(_chooser_names(inner))
    return names


def _skeleton(value: Any, left_out: frozenset[str], key: str = "") -> Any:
    """Give a spec without its words; ids, numbers and switches stay."""
    if isinstance(value, dict):
        return {name: _skeleton(child, left_out, name) for name, child in value.items() if name not in left_out}
    if isinstance(value, list):
        return [_skeleton(child, left_out, key) for child in value]
    if isinstance(value, str) and key not in STRUCTURAL_TEXT:
        return ""
    return value


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
