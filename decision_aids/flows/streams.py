"""The streams that an editor fills: steps and chapters, the items on a step, the options of the aid.

A block whose type is not installed (any more) is never dropped: it is carried along byte for byte and shown as a
placeholder, so that taking out a plugin loses nothing.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import CONTENT_BLOCKS
from decision_aids.exercises.registry import registry
from decision_aids.flows.blocks import ChapterBlock, ConditionsBlock, OptionBlock

UNKNOWN = "unknown"


class UnknownBlock(blocks.FieldBlock):
    """Stands for a block of a type that is not installed. Value: {"type": str, "value": the raw JSON}."""

    @cached_property
    def field(self) -> forms.Field:
        return forms.JSONField(
            required=False,
            widget=forms.HiddenInput(attrs={"data-controller": "flow-unknown"}),
        )

    def value_for_form(self, value: Any) -> str:
        return json.dumps(value)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value

    class Meta:
        label = _("Not installed any more")
        description = _("A part made with an extension that is not installed now. It is kept, and left out for visitors.")
        icon = "warning"
        default = None


class KeepingStreamBlock(blocks.StreamBlock):
    """A stream block that keeps what it does not know."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or ()), (UNKNOWN, UnknownBlock())], **kwargs)

    def _wrap(self, raw: Any) -> Any:
        if not isinstance(raw, dict) or raw.get("type") in self.child_blocks:
            return raw
        return {**raw, "type": UNKNOWN, "value": {"type": raw.get("type"), "value": raw.get("value")}}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            value = json.loads(value)
        if isinstance(value, (list, tuple)):
            value = [self._wrap(raw) for raw in value]
        return super().to_python(value)

    def bulk_to_python(self, values: Any) -> Any:
        return super().bulk_to_python([[self._wrap(raw) for raw in stream] for stream in values])

    def get_prep_value(self, value: Any) -> Any:
        return [
            {**raw, **raw["value"]} if raw["type"] == UNKNOWN and raw["value"] else raw
            for raw in super().get_prep_value(value)
        ]


class ItemStream(KeepingStreamBlock):
    """What stands on a step: content and exercises, mixed."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        kinds = [(kind.name, kind.block()) for kind in registry]
        super().__init__([*CONTENT_BLOCKS, *kinds, *(local_blocks or ())], **kwargs)


class StepBlock(blocks.StructBlock):
    """One screen of the aid."""

    title = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Title"),
        help_text=_("The heading of this screen, as a short sentence or question."),
    )
    show_if = ConditionsBlock(
        label=_("Show only if"),
        help_text=_("Leave empty to show this step to everyone. With more than one line, all of them must hold."),
    )
    may_skip = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("May be skipped"),
        help_text=_("Untick only if the way on depends on this answer."),
    )
    sensitive = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("First sensitive step"),
        help_text=_("Before this step visitors are offered a way to keep what they write."),
    )
    outcome = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("End of a path"),
        help_text=_("The last screen of a path through the aid."),
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        items = ItemStream(
            required=False,
            label=_("On this step"),
            help_text=_("One thing a screen: a few short texts and one exercise."),
        )
        super().__init__([("items", items), *(local_blocks or ())], **kwargs)

    class Meta:
        label = _("Step")
        icon = "doc-empty"
        label_format = "{title}"
        description = _("One screen: a title, some text, an exercise.")
        form_layout = [
            "title",
            "items",
            blocks.BlockGroup(
                ["show_if", "may_skip", "sensitive", "outcome"],
                heading=_("When and how it is shown"),
                classname="collapsed",
            ),
        ]


class FlowStream(KeepingStreamBlock):
    """The aid from beginning to end: chapter markers and steps, in order."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        # Made here and not in the class body: only now has every app registered its kinds of exercise.
        super().__init__([("chapter", ChapterBlock()), ("step", StepBlock()), *(local_blocks or ())], **kwargs)


class OptionStream(KeepingStreamBlock):
    """The choices that the aid is about."""

    option = OptionBlock()
