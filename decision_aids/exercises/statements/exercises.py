"""Statements to agree with, doubt or disagree with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.registry import register

STANDS: dict[str, Promise] = {
    "agree": _("I agree"),
    "doubt": _("I'm not sure"),
    "disagree": _("I don't agree"),
}


class StatementsBlock(ExerciseBlock):
    statements = blocks.ListBlock(
        blocks.CharBlock(max_length=300, default="", label=_("Statement")),
        min_num=1,
        max_num=30,
        label=_("Statements"),
        help_text=_("Short sentences that begin with “I”. Keep them in balance between the options."),
    )

    class Meta:
        icon = "tasks"
        label = _("Statements")
        description = _("Short statements. For each one: I agree, I'm not sure, I don't agree.")
        preview_value = {
            "label": _("Does this fit you?"),
            "help": _("There is no wrong answer."),
            "statements": [_("I can talk about it with somebody."), _("I know enough to choose.")],
        }


@register
class Statements(Exercise):
    """Say for each statement whether it fits.

    answer  {statement id: "agree" | "doubt" | "disagree"}, only what was answered
    """

    name = "vrijuit.statements"
    block = StatementsBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {item["id"]: ChoiceField(STANDS.items(), label=item["value"]) for item in spec["statements"]}

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [
            Operand(f"{item['id']}:{stand}", f"{item['value']} {words}")
            for item in spec["statements"]
            for stand, words in STANDS.items()
        ]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [f"{item}:{stand}" for item, stand in answer.items()]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [
            Row(item["value"], str(STANDS[answer[item["id"]]])) for item in spec["statements"] if answer.get(item["id"])
        ]
