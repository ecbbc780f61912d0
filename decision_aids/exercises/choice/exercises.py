"""Choosing from a few answers: one or several, with a line of help under each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, ChoicesField, Noted
from decision_aids.exercises.presets import preset_block
from decision_aids.exercises.registry import register

UNSURE = "unsure"


class ChoiceItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, default="", label=_("Choice"))
    note = blocks.CharBlock(
        required=False,
        max_length=300,
        default="",
        label=_("Note"),
        help_text=_("One line under the choice, if it needs one."),
    )

    class Meta:
        icon = "radio-empty"
        label = _("Choice")


class ChoiceBlock(ExerciseBlock):
    options = blocks.ListBlock(ChoiceItemBlock(), min_num=2, max_num=20, label=_("Choices"))
    several = blocks.BooleanBlock(required=False, default=False, label=_("More than one can be chosen"))
    unsure = blocks.BooleanBlock(required=False, default=True, label=_("Also offer “I don't know”"))

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        description = _("A question with a few answers to choose from. Later steps can depend on it.")
        preview_value = {
            "label": _("Who are you?"),
            "help": "",
            "options": [
                {"text": _("I am pregnant"), "note": ""},
                {"text": _("I am the partner"), "note": _("You get your own way through this.")},
            ],
            "several": False,
            "unsure": True,
        }


@register
class Choice(Exercise):
    """Choose one of a few answers, or several.

    answer  {"chosen": [id, ...]}, in the editor's order; "unsure" is the id of "I don't know"
    """

    name = "vrijuit.choice"
    folder = "choice"
    block = ChoiceBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [(item["id"], Noted(item["text"], item["note"])) for item in spec["options"]]
        if spec["unsure"]:
            choices.append((UNSURE, Noted(gettext("I don't know"))))
        kind = ChoicesField if spec["several"] else ChoiceField
        return {"chosen": kind(choices, label=spec["label"], help_text=spec["help"])}

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        given = data.get("chosen") or []
        given = [given] if isinstance(given, str) else given
        chosen = [operand.id for operand in self.operands(spec) if operand.id in given]
        return {"chosen": chosen} if chosen else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        chosen = answer["chosen"]
        return {"chosen": chosen if spec["several"] else chosen[0]}

    def operands(self, spec: Spec) -> Sequence[Operand]:
        offered = [Operand(item["id"], item["text"]) for item in spec["options"]]
        return [*offered, Operand(UNSURE, gettext("I don't know"))] if spec["unsure"] else offered

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return answer["chosen"]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [Row("", operand.label) for operand in self.operands(spec) if operand.id in answer["chosen"]]


@register
class RoleInDeciding(Choice):
    """Alone, together, or somebody else."""

    name = "vrijuit.role_in_deciding"
    block = preset_block(
        ChoiceBlock,
        icon="group",
        label=_("Role in deciding"),
        description=_("A question with answers to choose from: decide alone, together, or leave it to somebody."),
        value={
            "label": _("How do you want to decide?"),
            "help": _("You can change your mind about this too."),
            "options": [
                {"text": _("I decide by myself"), "note": ""},
                {"text": _("I decide after I heard what others think"), "note": ""},
                {"text": _("I decide together with somebody"), "note": ""},
                {"text": _("I want somebody else to decide"), "note": _("Do you not want that? You can get help.")},
            ],
            "several": False,
            "unsure": True,
        },
    )
