"""The way through an aid as a nested list in words: chapters, steps, when each is shown, what asks about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from decision_aids.flows.compile import compile_aid
from decision_aids.flows.sources import read_sources


@dataclass(slots=True)
class MapStep:
    """One step: the conditions of its own in words, its exercises, and the steps that depend on it."""

    id: str
    title: str
    outcome: bool
    conditions: list[str]
    exercises: list[str]
    asked_by: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MapChapter:
    """One chapter with its steps."""

    id: str
    title: str
    any_time: bool
    conditions: list[str] = field(default_factory=list)
    steps: list[MapStep] = field(default_factory=list)


def map_flow(page: Any) -> list[MapChapter]:
    """Draw the map of a draft."""
    document = compile_aid(page).document
    questions = {question["id"]: question for question in read_sources(page.flow, page.options)["questions"]}
    blocks = {child.id: child for child in page.flow}
    chapters = [
        MapChapter(
            part["id"],
            part["title"] or gettext("Without a chapter"),
            part["any_time"],
            _own_conditions(blocks.get(part["id"]), questions),
        )
        for part in document["chapters"]
    ]
    steps: dict[str, MapStep] = {}
    where = {item["id"]: step["id"] for step in document["steps"] for item in step["items"]}
    for part in document["steps"]:
        step = MapStep(
            part["id"],
            part["title"] or gettext("Step without a title"),
            part["outcome"],
            _own_conditions(blocks[part["id"]], questions),
            [item["spec"].get("label", item["type"]) for item in part["items"] if "." in item["type"]],
        )
        steps[step.id] = step
        chapters[part["chapter"]].steps.append(step)
        for source in {where.get(condition["source"]) for condition in part["conditions"]} & steps.keys():
            steps[source].asked_by.append(step.title)
    return chapters


OPERATORS = {
    "any": lambda: gettext("“%(question)s” is one of: %(answers)s"),
    "all": lambda: gettext("“%(question)s” is all of: %(answers)s"),
    "none": lambda: gettext("“%(question)s” is none of: %(answers)s"),
}


def _own_conditions(block: Any, questions: dict[str, Any]) -> list[str]:
    return [_words(condition or {}, questions) for condition in block.value["show_if"]] if block is not None else []


def _words(condition: dict[str, Any], questions: dict[str, Any]) -> str:
    question = questions.get(condition.get("source", ""))
    if question is None:
        return gettext("A question that is not there any more")
    answers = {answer["id"]: answer["label"] for answer in question["answers"]}
    gone = gettext("an answer that is not there any more")
    said = " / ".join(answers.get(operand, gone) for operand in condition.get("operands", ()))
    return OPERATORS[condition.get("operator", "any")]() % {"question": question["label"], "answers": said}
