"""The streams that pages are filled with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from content.blocks import CONTENT_BLOCKS

DRAWINGS = (
    ("window", _("A window")),
    ("stand", _("Somebody who stands still")),
    ("options", _("Roads")),
    ("matters", _("What matters")),
    ("weighing", _("Scales")),
    ("people", _("People")),
    ("ahead", _("Looking ahead")),
    ("together", _("Together")),
    ("afterwards", _("Afterwards")),
    ("helper", _("A helper")),
    ("safety", _("Safety")),
)
ICONS = (
    ("leaf", _("Leaf")),
    ("people", _("People")),
    ("clock", _("Clock")),
    ("lock", pgettext_lazy("icon", "Lock")),
    ("heart", _("Heart")),
    ("bubble", _("Speech bubble")),
    ("phone", _("Telephone")),
    ("info", _("Information")),
)


class BodyStream(blocks.StreamBlock):
    """The text of a page: all content blocks."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        # Made here and not in the class body: the blocks of pictures need the models.
        super().__init__([*CONTENT_BLOCKS, *(local_blocks or ())], **kwargs)


class FeaturedBlock(blocks.StructBlock):
    """A page that the home page leads to."""

    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.TextBlock(
        required=False,
        default="",
        max_length=300,
        rows=2,
        label=_("Text"),
        help_text=_("Leave it empty to show the introduction of the page."),
    )
    drawing = blocks.ChoiceBlock(choices=DRAWINGS, required=False, label=_("Drawing"))

    class Meta:
        label = _("Page")
        icon = "doc-full"
        description = _("A page that the home page leads to.")
        label_format = "{page}"


class FeaturedStream(blocks.StreamBlock):
    """The pages that the home page leads to, in order."""

    featured = FeaturedBlock()


class PointBlock(blocks.StructBlock):
    """One thing that visitors want to know before they begin."""

    icon = blocks.ChoiceBlock(choices=ICONS, default="leaf", label=_("Icon"))
    title = blocks.CharBlock(default="", max_length=60, label=_("Title"), help_text=_("A few words."))
    text = blocks.TextBlock(default="", max_length=240, rows=2, label=_("Text"), help_text=_("One or two sentences."))

    class Meta:
        label = _("Point")
        icon = "list-ul"
        description = _("A short promise with an icon: anonymous, at your own pace, free.")
        label_format = "{title}"


class PointStream(blocks.StreamBlock):
    """What visitors want to know before they begin."""

    point = PointBlock()
