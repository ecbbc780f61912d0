"""The streams that an editor fills: steps and chapters, the items on a step, the options of the aid."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import CONTENT_BLOCKS
from decision_aids.exercises.registry import registry
from decision_aids.flows.blocks import ChapterBlock, ConditionsBlock, OptionBlock
from decision_aids.flows.keeping import KeepingStreamBlock


class ItemStream(KeepingStreamBlock):
    """What stands on a step: content and exercises, mixed."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        kinds = [(kind.name, kind.block()) for kind in registry]
        super().__init__([*CONTENT_BLOCKS, *kinds, *(local_blocks or ())], **kwargs)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Check all but the names of the kinds: the dot in them keeps the kinds of two packages apart."""
        allowed = {f"Block name {kind.name!r} is invalid" for kind in registry}
        return [message for message in super().check(**kwargs) if message.msg not in allowed]


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
        preview_template = "flows/previews/step.html"
        preview_value = {
            "title": _("What matters to you?"),
            "items": [("text", "<p>A few short sentences, and then one exercise.</p>")],
            "show_if": [],
        }
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

    class Meta:
        collapsed = True  # the titles alone: an aid has thirty steps


class OptionStream(KeepingStreamBlock):
    """The choices that the aid is about."""

    option = OptionBlock()
