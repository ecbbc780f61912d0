"""From the editor's stream to the document that visitors work through.

The document (schema 1) is plain JSON in one language; `engine.load_flow` reads it. Texts are rendered and cleaned,
pictures are addresses, conditions of a chapter stand on each of its steps. Whatever must be up to date to the minute
(helplines, facts, organisations) stays a reference and is rendered when it is shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from decision_aids.engine.flow import load_flow
from decision_aids.engine.issues import Issue, find_flow_issues
from decision_aids.exercises.base import Aid
from decision_aids.exercises.compiling import compile_value
from decision_aids.exercises.registry import registry
from decision_aids.flows.streams import UNKNOWN

SCHEMA = 1
HTML = "html"
PICTURE_SIZE = "width-720"


@dataclass(slots=True)
class Compiled:
    """A document and everything that is wrong with it; `document` is complete even with issues."""

    document: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)

    @property
    def errors(self) -> list[Issue]:
        return [issue for issue in self.issues if issue.severity == "error"]


def compile_aid(page: Any) -> Compiled:
    """Compile the draft that `page` holds (saved or not). Never raises for what an editor did."""
    issues: list[Issue] = []
    options = [
        {"id": child.id, "name": child.value["name"], "intro": compile_value(child.value["intro"])}
        for child in page.options
        if child.block_type == "option"
    ]
    aid = Aid(language=page.locale.language_code, options=options)
    chapters: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    chapter_conditions: list[dict[str, Any]] = []
    offered: dict[str, frozenset[str]] = {}
    for child in page.flow:
        if child.block_type == "chapter":
            chapters.append(_compile_chapter(child))
            chapter_conditions = _conditions(child.value["show_if"])
        elif child.block_type == "step":
            if not chapters:
                chapters.append({"id": "", "title": "", "intro": "", "picture": "", "any_time": False})
            items = list(_compile_items(child, aid, issues, offered))
            steps.append(
                {
                    "id": child.id,
                    "chapter": len(chapters) - 1,
                    "title": child.value["title"],
                    "outcome": bool(child.value["outcome"]),
                    "may_skip": bool(child.value["may_skip"]),
                    "sensitive": bool(child.value["sensitive"]),
                    "conditions": chapter_conditions + _conditions(child.value["show_if"]),
                    "items": items,
                }
            )
        else:
            issues.append(Issue("not-installed", child.id, context={"type": child.value["type"]}))
    document = {
        "schema": SCHEMA,
        "language": aid.language,
        "title": page.title,
        "options": options,
        "chapters": chapters,
        "steps": steps,
    }
    issues.extend(find_flow_issues(load_flow(document), offered))
    return Compiled(document, issues)


def _compile_chapter(child: Any) -> dict[str, Any]:
    picture = child.value["picture"]
    return {
        "id": child.id,
        "title": child.value["title"],
        "intro": child.value["intro"],
        "picture": picture.get_rendition(PICTURE_SIZE).url if picture else "",
        "any_time": bool(child.value["any_time"]),
    }


def _conditions(value: Any) -> list[dict[str, Any]]:
    return [
        {
            "source": condition.get("source", ""),
            "operator": condition.get("operator", "any"),
            "operands": list(condition.get("operands", ())),
        }
        for condition in value
        if condition
    ]


def _compile_items(
    step: Any, aid: Aid, issues: list[Issue], offered: dict[str, frozenset[str]]
) -> Iterator[dict[str, Any]]:
    for child in step.value["items"]:
        kind = registry.get(child.block_type)
        if kind is not None:
            spec = kind.compile(child.value, aid)
            issues.extend(replace(issue, block=issue.block or child.id) for issue in kind.check(spec, aid))
            operands = frozenset(operand.id for operand in kind.operands(spec))
            if operands:
                offered[child.id] = operands
            yield {"id": child.id, "type": kind.name, "version": kind.version, "spec": spec}
        elif child.block_type == UNKNOWN:
            gone = child.value["type"] if child.value else ""
            issues.append(Issue("not-installed", child.id, context={"type": gone}))
        elif getattr(child.block.meta, "live", False):
            yield {"id": child.id, "type": child.block_type, "version": 1, "spec": {"value": compile_value(child.value)}}
        else:
            html = child.block.render(child.value, {"id": child.id})
            yield {"id": child.id, "type": HTML, "version": 1, "spec": {"html": str(html)}}


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
                    **{key: step[key] for key in ("id", "chapter", "outcome", "may_skip", "conditions")},
                    "items": [
                        (item["id"], item["type"], item["version"], _skeleton(item["spec"]))
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


STRUCTURAL_TEXT = frozenset({"id", "option", "side"})


def _skeleton(value: Any, key: str = "") -> Any:
    """A spec without its words; ids, numbers and switches stay."""
    if isinstance(value, dict):
        return {name: _skeleton(child, name) for name, child in value.items()}
    if isinstance(value, list):
        return [_skeleton(child) for child in value]
    if isinstance(value, str) and key not in STRUCTURAL_TEXT:
        return ""
    return value


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
