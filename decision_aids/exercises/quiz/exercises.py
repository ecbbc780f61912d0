"""A knowledge check: each statement is explained at once, nothing is counted, and it is kept only if she wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cms.base.sanitise import rich_text
from decision_aids.exercises.base import Answer, Exercise, Json, Row, Spec
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.quiz.blocks import QuizBlock
from decision_aids.exercises.registry import register

UNSURE = "unsure"


@register
class Quiz(Exercise):
    """Check what you know; the explanation is shown at once.

    answer  {"said": {question id: choice}} when she keeps it, else {"said": {}}: only that she did the check.
    A choice is "true", "false", the id of an answer, or "unsure". Nothing is counted as right or wrong.
    """

    name = "vrijuit.quiz"
    block = QuizBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            question["id"]: ChoiceField(_choices(question).items(), label=question["question"])
            for question in spec["questions"]
        }
        fields["keep"] = forms.BooleanField(
            required=False,
            label=_("Keep what I answered"),
            help_text=_("Otherwise we keep only that you did this check."),
            widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
        )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """What she said, if she keeps it. A form sent empty leaves it at what stood there: that she did the check."""
        said = {question["id"]: data[question["id"]] for question in spec["questions"] if data.get(question["id"])}
        if not said:
            return {"said": {}} if before is not None and not before["said"] else None
        return {"said": said if data.get("keep") else {}}

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {**answer["said"], "keep": bool(answer["said"])}

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        explained = list(_explain(spec, data))
        return {"explained": explained} if explained else None

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        if not answer["said"]:
            return [Row(_("You did this check."), _("What you answered was not kept."))]
        return [
            Row(question["question"], _choices(question).get(answer["said"][question["id"]], ""))
            for question in spec["questions"]
            if question["id"] in answer["said"]
        ]


def _choices(question: Mapping[str, Json]) -> dict[str, str]:
    if question["truth"]:
        return {"true": _("True"), "false": _("Not true"), UNSURE: _("I don't know")}
    return {**{choice["id"]: choice["text"] for choice in question["choices"]}, UNSURE: _("I don't know")}


def _explain(spec: Spec, data: Mapping[str, Any]) -> Iterator[dict[str, Json]]:
    """What is right at each question that she answered, and why; said alike whatever she answered."""
    for question in spec["questions"]:
        said = data.get(question["id"])
        if not said:
            continue
        if question["truth"]:
            right = {question["truth"]}
            words = _("This is true.") if question["truth"] == "true" else _("This is not true.")
        else:
            right = {choice["id"] for choice in question["choices"] if choice["right"]}
            answers = [choice["text"] for choice in question["choices"] if choice["right"]]
            words = _("Right is: %(answers)s") % {"answers": ", ".join(answers)}
        yield {
            "question": question["question"],
            "words": words,
            "same": said in right,
            "text": rich_text(question["explanation"]),
        }
