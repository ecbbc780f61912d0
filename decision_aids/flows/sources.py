"""What the pickers of the editor offer: earlier questions with their answers, and the options of the aid, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry


def read_sources(flow: Any, options: Any) -> dict[str, Any]:
    """Read two streams, checked or not.

    Gives {"order": [id of each chapter and step], "questions": [{"id", "step", "group", "label", "answers":
    [{"id", "label"}]}], "options": [{"id", "label"}]}. `step` is the id of the step that a question stands on.
    """
    named = [
        {"id": child.id, "name": child.value["name"] or gettext("Option without a name")}
        for child in options
        if child.block_type == "option"
    ]
    aid = Aid(language=get_language() or "", options=named)
    chapter = ""
    order: list[str] = []
    questions: list[dict[str, Any]] = []
    for child in flow:
        if child.block_type not in ("chapter", "step"):
            continue
        order.append(child.id)
        if child.block_type == "chapter":
            chapter = child.value["title"] or gettext("Chapter without a title")
            continue
        step = child.value["title"] or gettext("Step without a title")
        group = f"{chapter}: {step}" if chapter else step
        for item in child.value["items"]:
            answers = _answers(item, aid)
            if answers:
                questions.append(
                    {"id": item.id, "step": child.id, "group": group, "label": _label(item), "answers": answers}
                )
    return {
        "order": order,
        "questions": questions,
        "options": [{"id": option["id"], "label": option["name"]} for option in named],
    }


def _answers(item: Any, aid: Aid) -> list[dict[str, str]]:
    """Give what a condition can ask of an exercise; nothing while the editor has it half filled in."""
    kind = registry.get(item.block_type)
    if kind is None:
        return []
    try:
        operands = kind.operands(kind.compile(item.value, aid))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return []  # an unsaved form may hold a word where a number belongs
    return [{"id": operand.id, "label": operand.label or gettext("Answer without a text")} for operand in operands]


def _label(item: Any) -> str:
    return item.value.get("label") or str(item.block.label)
