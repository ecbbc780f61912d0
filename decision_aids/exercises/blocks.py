"""What an editor fills in: the two fields that every exercise begins with, and the name of an option."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.engine.flow import Item
from decision_aids.exercises.base import Aid
from decision_aids.exercises.forms import Part, StepForm
from decision_aids.exercises.registry import registry

MOST_ITEMS = 60  # items that an editor can put in one list
PREVIEW = "preview"  # the id of an exercise that stands nowhere yet
BLOCK_ID = RegexValidator(r"\A[0-9A-Za-z-]{0,64}\Z", _("This is not one of the options."))


class ExerciseBlock(blocks.StructBlock):
    """The block of one kind of exercise: a title and a line of help, then what the kind adds.

    A kind sets `icon`, `label`, `description` and `preview_value` in its Meta and gives every text
    child `default=""`: without it a child that is added later breaks the translation of older content.
    """

    label = blocks.CharBlock(
        max_length=200,
        default="",
        label=_("Question or title"),
        help_text=_("Stands above the exercise. One short sentence."),
    )
    help = blocks.TextBlock(
        required=False,
        max_length=500,
        rows=2,
        default="",
        label=_("Explanation"),
        help_text=_("One line under the title. Leave it empty when the title is clear."),
    )

    def render(self, value: Any, context: Any = None) -> str:
        """The form as a visitor would see it, for the preview beside the list of blocks."""
        kind = next((kind for kind in registry if kind.block is type(self)), None)
        if kind is None:
            return super().render(value, context)
        # Going through the raw data gives each item of a list the id that its fields are named by.
        spec = kind.compile(self.to_python(self.get_prep_value(value)), Aid(get_language() or "", _sample_options()))
        part = Part(Item(PREVIEW, kind.name, kind.version, spec), kind, spec, None)
        form = StepForm(parts=[part])
        fields = form.fields_of(part)
        item = {"id": PREVIEW, "short": part.short}
        return kind.render("input", spec, None, fields=fields, errors=form.errors, reply=None, item=item)

    def get_preview_value(self) -> Any:
        """What the preview shows; its words are those of the editor's language."""
        return self.normalize(_said(getattr(self.meta, "preview_value", {})))

    def get_default(self) -> Any:
        """What stands there when an editor picks the block: something for a preset, in the editor's language."""
        default = _said(getattr(self.meta, "default", {}))
        return self.normalize({name: child.get_default() for name, child in self.child_blocks.items()} | default)

    class Meta:
        icon = "edit"
        group = _("Exercises")


def _sample_options() -> list[dict[str, str]]:
    return [{"id": "first", "name": gettext("First option")}, {"id": "second", "name": gettext("Second option")}]


def _said(value: Any) -> Any:
    """The value with its lazy translations made into text."""
    if isinstance(value, dict):
        return {name: _said(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_said(child) for child in value]
    return str(value) if isinstance(value, Promise) else value


class OptionReferenceBlock(blocks.FieldBlock):
    """One of the aid's options, kept as the id of its block; "" for none.

    Gives translators nothing, because an id is the same in every language. The picker in the editor
    is the Stimulus controller "flow-option", which stands on the hidden field.
    """

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self._required = required
        self._help_text = help_text
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(
            required=self._required,
            help_text=self._help_text,
            max_length=64,
            validators=[BLOCK_ID],
            widget=forms.HiddenInput(attrs={"data-controller": "flow-option"}),
        )

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value

    class Meta:
        icon = "radio-full"
        default = ""
