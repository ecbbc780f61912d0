"""The streams of an instruction video."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from content.blocks import CONTENT_BLOCKS

TIME = r"^\d{1,3}:[0-5]\d$"


class VideoChapterBlock(blocks.StructBlock):
    """A part of the film, and what to do after it."""

    at = blocks.RegexBlock(
        regex=TIME,
        default="0:00",
        max_length=6,
        label=_("Begins at"),
        help_text=_("Minutes and seconds, such as 1:30."),
        error_messages={"invalid": _("Write minutes and seconds, such as 1:30.")},
    )
    title = blocks.CharBlock(default="", max_length=120, label=_("Title"))
    task = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        rows=2,
        label=pgettext_lazy("film", "Task"),
        help_text=_("What to think about or try out after this part. Leave it empty if there is nothing to do."),
    )

    class Meta:
        label = _("Chapter of the film")
        icon = "time"
        description = _("A part of the film with the time at which it begins, and a task if there is one.")
        label_format = "{at} {title}"
        preview_value = {"at": "1:30", "title": _("Listening first"), "task": _("What would you say first?")}


class VideoChapterStream(blocks.StreamBlock):
    """The parts of a film, in order."""

    chapter = VideoChapterBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        times = [seconds(child.value["at"]) for child in cleaned]
        if not self.is_deferred_validation and times != sorted(times):
            raise blocks.StreamBlockValidationError(
                non_block_errors=[ValidationError(_("Put the chapters in the order of the film."))]
            )
        return cleaned


class VideoBodyStream(blocks.StreamBlock):
    """Text under the film: all content blocks."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        # Made here and not in the class body: the blocks of pictures need the models.
        super().__init__([*CONTENT_BLOCKS, *(local_blocks or ())], **kwargs)


def seconds(at: str) -> int:
    """Give the seconds of a time such as 1:30."""
    minutes, _colon, rest = at.partition(":")
    return int(minutes or 0) * 60 + int(rest or 0)
