"""The blocks of a decision aid that are not items on a step: options, chapters and conditions."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

OPERATORS = ("any", "all", "none")


class ConditionField(forms.JSONField):
    """Takes {"source": item id, "operator": "any" | "all" | "none", "operands": [operand id]}."""

    def clean(self, value: Any) -> dict[str, Any]:
        condition = super().clean(value) or {}
        if not isinstance(condition, dict):
            raise ValidationError(_("Pick a question and one or more of its answers."))
        operands = condition.get("operands")
        return {
            "source": str(condition.get("source") or ""),
            "operator": condition["operator"] if condition.get("operator") in OPERATORS else "any",
            "operands": [str(operand) for operand in operands] if isinstance(operands, list) else [],
        }


class ConditionBlock(blocks.FieldBlock):
    """An earlier question and its answers, picked from a list (the admin's script draws the lists)."""

    @cached_property
    def field(self) -> forms.Field:
        return ConditionField(
            required=False,
            widget=forms.HiddenInput(attrs={"data-controller": "flow-condition"}),
        )

    def value_from_form(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value or "{}")
        except ValueError:
            return {}

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value

    class Meta:
        label = _("Condition")
        icon = "help"
        default = None
        description = _("Pick an earlier question and the answers for which this is shown.")


class ConditionsBlock(blocks.ListBlock):
    """Conditions that must all hold; none means: for everyone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", [])
        super().__init__(ConditionBlock(), **kwargs)


class OptionBlock(blocks.StructBlock):
    """One of the choices that the aid is about. Its block id is the id of the option."""

    name = blocks.CharBlock(
        default="", max_length=80, label=_("Name"), help_text=_("Short and neutral. All options in the same form.")
    )
    intro = blocks.RichTextBlock(
        default="",
        required=False,
        features=["bold", "italic", "ul", "link"],
        label=_("In short"),
        help_text=_("Two or three sentences, as long as those of the other options."),
    )
    picture = ImageChooserBlock(required=False, label=_("Picture"))

    class Meta:
        label = _("Option")
        icon = "list-ul"
        label_format = "{name}"
        description = _("One of the choices that a visitor weighs.")
        preview_template = "flows/previews/option.html"
        preview_value = {
            "name": _("Go on"),
            "intro": "<p>Two or three sentences that say what this option means.</p>",
            "picture": None,
        }


class ChapterBlock(blocks.StructBlock):
    """A heading for all steps up to the next chapter."""

    title = blocks.CharBlock(default="", max_length=80, label=_("Title"), help_text=_("Two to five words."))
    intro = blocks.TextBlock(
        default="", required=False, label=_("In one sentence"), help_text=_("Shown in the overview of the journey.")
    )
    picture = ImageChooserBlock(required=False, label=_("Picture"))
    any_time = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Open at any time"),
        help_text=_("Visitors may begin here before the chapters above are done."),
    )
    show_if = ConditionsBlock(
        label=_("Show only if"),
        help_text=_("Leave empty to show this chapter to everyone. With more than one line, all of them must hold."),
    )

    class Meta:
        label = _("Chapter")
        icon = "folder-open-inverse"
        label_format = "{title}"
        description = _("Begins a new part of the aid.")
        preview_template = "flows/previews/chapter.html"
        preview_value = {
            "title": _("Where you stand now"),
            "intro": _("A quiet beginning: what happened, and how you are."),
            "picture": None,
            "any_time": False,
            "show_if": [],
        }
        form_layout = [
            "title",
            "intro",
            "picture",
            blocks.BlockGroup(["show_if", "any_time"], heading=_("When it is shown"), classname="collapsed"),
        ]
