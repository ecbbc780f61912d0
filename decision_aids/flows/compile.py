"""From the editor's stream to the document that visitors work through.

The document (schema 1) is plain JSON in one language; `engine.load_flow` reads it. Texts are rendered and cleaned,
pictures are addresses, conditions of a chapter stand on each of its steps. Whatever must be up to date to the minute
(helplines, facts, organisations) stays a reference and is rendered when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from wagtail.images.shortcuts import get_rendition_or_not_found

from decision_aids.engine.flow import load_flow
from decision_aids.engine.issues import Issue, find_flow_issues
from decision_aids.exercises.base import Aid
from decision_aids.exercises.compiling import compile_value
from decision_aids.exercises.registry import registry
from decision_aids.flows.keeping import UNKNOWN

SCHEMA = 1
HTML = "html"
PICTURE_SIZE = "width-720"


@dataclass(slots=True)
class Compiled:
    """A document and what is wrong with its steps; `document` is complete even with issues.

    `offered` gives for each item what a condition may ask of it.
    """

    document: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)
    offered: dict[str, frozenset[str]] = field(default_factory=dict)


def compile_aid(page: Any) -> Compiled:
    """Compile the draft that `page` holds (saved or not). Never raises for what an editor did."""
    with translation.override(page.locale.language_code):
        compiled = _compile(page)
    compiled.issues.extend(find_flow_issues(load_flow(compiled.document), compiled.offered))
    return compiled


def _compile(page: Any) -> Compiled:
    options = [
        {"id": child.id, "name": child.value["name"], "intro": compile_value(child.value["intro"])}
        for child in page.options
        if child.block_type == "option"
    ]
    aid = Aid(language=page.locale.language_code, options=options)
    chapters: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    document = {
        "schema": SCHEMA,
        "language": aid.language,
        "title": page.title,
        "options": options,
        "chapters": chapters,
        "steps": steps,
    }
    compiled = Compiled(document)
    chapter_conditions: list[dict[str, Any]] = []
    for child in page.flow:
        if child.block_type == "chapter":
            chapters.append(_compile_chapter(child))
            chapter_conditions = _conditions(child.value["show_if"])
        elif child.block_type == "step":
            if not chapters:
                chapters.append({"id": "", "title": "", "intro": "", "picture": "", "any_time": False})
            steps.append(
                {
                    "id": child.id,
                    "chapter": len(chapters) - 1,
                    "title": child.value["title"],
                    "outcome": bool(child.value["outcome"]),
                    "may_skip": bool(child.value["may_skip"]),
                    "sensitive": bool(child.value["sensitive"]),
                    "conditions": chapter_conditions + _conditions(child.value["show_if"]),
                    "items": list(_compile_items(child, aid, compiled)),
                }
            )
        elif child.block_type == UNKNOWN:
            compiled.issues.append(_not_installed(child))
    return compiled


def _not_installed(child: Any) -> Issue:
    return Issue("not-installed", child.id, context={"type": (child.value or {}).get("type", "")})


def _compile_chapter(child: Any) -> dict[str, Any]:
    picture = child.value["picture"]
    return {
        "id": child.id,
        "title": child.value["title"],
        "intro": child.value["intro"],
        "picture": get_rendition_or_not_found(picture, PICTURE_SIZE).url if picture else "",
        "any_time": bool(child.value["any_time"]),
    }


def _conditions(value: Any) -> list[dict[str, Any]]:
    return [
        {
            "source": (child.value or {}).get("source", ""),
            "operator": (child.value or {}).get("operator", "any"),
            "operands": list((child.value or {}).get("operands", ())),
            "block": child.id,
        }
        for child in value.bound_blocks
    ]


def _compile_items(step: Any, aid: Aid, compiled: Compiled) -> Iterator[dict[str, Any]]:
    for child in step.value["items"]:
        kind = registry.get(child.block_type)
        if kind is not None:
            spec = kind.compile(child.value, aid)
            compiled.issues.extend(replace(issue, block=issue.block or child.id) for issue in kind.check(spec, aid))
            operands = frozenset(operand.id for operand in kind.operands(spec))
            if operands:
                compiled.offered[child.id] = operands
            yield {"id": child.id, "type": kind.name, "version": kind.version, "spec": spec}
        elif child.block_type == UNKNOWN:
            compiled.issues.append(_not_installed(child))
        elif getattr(child.block.meta, "live", False):
            yield {
                "id": child.id,
                "type": child.block_type,
                "version": 1,
                "spec": {"value": compile_value(child.value)},
            }
        else:
            html = child.block.render(child.value, {"id": child.id})
            yield {"id": child.id, "type": HTML, "version": 1, "spec": {"html": str(html)}}
