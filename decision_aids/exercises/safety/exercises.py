"""A check for pressure and danger: help at once, and not a trace of what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.base.sanitise import rich_text
from content.directory.models import Helpline
from decision_aids.exercises.base import Answer, Exercise, Json, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.registry import register

SAYS = {"yes": _("Yes"), "no": _("No"), "unsure": _("I'm not sure")}
FEATURES = ["bold", "italic", "ol", "ul", "link"]


class SafetyQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        max_length=300,
        default="",
        label=_("Question"),
        help_text=_("“Yes” and “I'm not sure” lead to help, so ask for what is not all right."),
    )

    class Meta:
        icon = "help"
        label = _("Question")


class SafetyBlock(ExerciseBlock):
    questions = blocks.ListBlock(SafetyQuestionBlock(), min_num=1, max_num=10, label=_("Questions"))
    concern = blocks.RichTextBlock(
        default="",
        features=FEATURES,
        label=_("When something is not all right"),
        help_text=_("What she can do now. The helplines stand under it."),
    )
    calm = blocks.RichTextBlock(required=False, default="", features=FEATURES, label=_("When all answers are “no”"))
    helplines = blocks.ListBlock(
        SnippetChooserBlock("directory.Helpline", label=_("Helpline")), min_num=1, max_num=6, label=_("Helplines")
    )

    class Meta:
        icon = "warning"
        label = _("Safety check")
        description = _("Questions about pressure and danger. They lead to help at once. Nothing is kept.")
        preview_value = {
            "label": _("Are you safe?"),
            "help": _("We do not keep what you answer here."),
            "questions": [{"question": _("Does somebody force you to choose?")}],
            "concern": _("You alone decide. Talk to somebody today."),
            "calm": "",
            "helplines": [],
        }


@register
class Safety(Exercise):
    """Answer a few questions about pressure and danger; help is shown at once and nothing is kept."""

    name = "vrijuit.safety"
    block = SafetyBlock
    stores = False

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {item["id"]: ChoiceField(SAYS.items(), label=item["question"]) for item in spec["questions"]}

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> None:
        """Nothing is ever an answer here."""

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {}

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        said = {data.get(item["id"]) for item in spec["questions"]}
        if said & {"yes", "unsure"}:
            return {"concern": True, "text": rich_text(spec["concern"]), "helplines": find_helplines(spec)}
        if "no" in said and spec["calm"]:
            return {"concern": False, "text": rich_text(spec["calm"]), "helplines": []}
        return None

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return []


def find_helplines(spec: Spec) -> list[dict[str, str]]:
    """The helplines as they are today, in the editor's order; one that was taken away is left out."""
    wanted = [item["value"] for item in spec["helplines"] if item["value"]]
    found = Helpline.objects.in_bulk(wanted)
    return [
        {
            "name": line.name,
            "number": line.number,
            "tel": line.tel,
            "hours": line.when,
            "note": line.what_for,
            "chat_url": line.chat_url,
        }
        for line in (found[key] for key in wanted if key in found)
    ]
