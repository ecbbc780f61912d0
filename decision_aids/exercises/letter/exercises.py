"""A letter to somebody, or to oneself: for writing, not for sending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.base.sanitise import rich_text
from decision_aids.exercises.base import Answer, Exercise, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, TextField
from decision_aids.exercises.presets import preset_block
from decision_aids.exercises.registry import register


class LetterBlock(ExerciseBlock):
    prompt = blocks.RichTextBlock(
        required=False,
        default="",
        features=["bold", "italic", "ol", "ul"],
        label=_("How to begin"),
        help_text=_("A few lines that help to start. They stand above the letter."),
    )
    to = blocks.ListBlock(
        blocks.CharBlock(max_length=200, default="", label=_("To whom")),
        min_num=0,
        max_num=12,
        default=[],
        label=_("To whom"),
        help_text=_("People the letter can be for. Leave it empty to let the title say it."),
    )

    class Meta:
        icon = "mail"
        label = _("Letter")
        description = _("Room for a letter that is not sent. It can be for somebody else or for oneself.")
        preview_value = {
            "label": _("Write a letter"),
            "help": _("Nobody gets this letter. It is for you."),
            "prompt": "",
            "to": [_("Myself, a year from now"), _("My partner")],
        }


@register
class Letter(Exercise):
    """Write a letter that is not sent.

    answer  {"to": id of one of the addressees or "", "text": str}
    """

    name = "vrijuit.letter"
    folder = "letter"
    block = LetterBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        if spec["to"]:
            choices = [(item["id"], item["value"]) for item in spec["to"]]
            fields["to"] = ChoiceField(choices, label=gettext("Who is your letter for?"))
        fields["text"] = TextField(label=gettext("Your letter"), rows=12)
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = {"to": data.get("to") or "", "text": data.get("text") or ""}
        return answer if any(answer.values()) else None

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        names = {item["id"]: item["value"] for item in spec["to"]}
        rows = []
        if answer["to"] in names:
            rows.append(Row(gettext("To whom"), names[answer["to"]]))
        if answer["text"]:
            rows.append(Row(gettext("Your letter"), answer["text"]))
        return rows

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        return super().render(mode, spec, answer, prompt=rich_text(spec["prompt"]), **context)


@register
class LookBack(Letter):
    """What she would say to herself, many years from now."""

    name = "vrijuit.look_back"
    block = preset_block(
        LetterBlock,
        icon="history",
        label=_("Look back from later"),
        description=_("Room for a letter that is not sent: from the visitor at eighty to herself today."),
        value={
            "label": _("You are eighty and look back at today. What do you write to yourself?"),
            "help": _("Nobody gets this letter. It is for you."),
            "prompt": "",
            "to": [],
        },
    )
