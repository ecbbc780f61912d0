"""What an editor fills in for a guided talk: what is said, what can be answered, and where that leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock

MARK = RegexValidator(r"\A[0-9a-z-]{0,40}\Z", _("Use small letters, numbers and - only."))


class MarkBlock(blocks.FieldBlock):
    """The short name of a part of the talk. It is the same in every language, so translators are not given it."""

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self._required = required
        self._help_text = help_text
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(required=self._required, help_text=self._help_text, max_length=40, validators=[MARK])

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value

    class Meta:
        icon = "tag"
        default = ""


class ReplyBlock(blocks.StructBlock):
    """Something that she can say, and the part that comes then."""

    text = blocks.CharBlock(max_length=200, default="", label=_("What she can say"))
    to = MarkBlock(required=True, label=_("Goes on at"), help_text=_("The short name of a part of this talk."))

    class Meta:
        icon = "comment"
        label = _("Choice")


class PartBlock(blocks.StructBlock):
    """What is said at one moment. Without choices the talk ends here, with the ways on from here."""

    name = MarkBlock(required=True, label=_("Short name"), help_text=_("Visitors do not see it. For example: money."))
    text = blocks.TextBlock(
        max_length=1000,
        rows=3,
        default="",
        label=_("What is said"),
        help_text=_("Short sentences. An empty line begins a new bubble."),
    )
    choices = blocks.ListBlock(ReplyBlock(), default=[], max_num=6, label=_("What she can say"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")), default=[], max_num=6, label=_("At an end: pages to read")
    )
    helplines = blocks.ListBlock(
        SnippetChooserBlock("directory.Helpline", label=_("Helpline")),
        default=[],
        max_num=6,
        label=_("At an end: helplines"),
    )

    class Meta:
        icon = "comment"
        label = _("Part")


class DialogueBlock(ExerciseBlock):
    parts = blocks.ListBlock(
        PartBlock(), min_num=1, max_num=MOST_ITEMS, label=_("Parts"), help_text=_("The talk begins at the first one.")
    )

    class Meta:
        icon = "comment"
        label = _("Guided talk")
        description = _("A talk that you write beforehand. She chooses what to say and is led to a page or a helpline.")
        preview_value = {
            "label": _("What are you looking for?"),
            "help": "",
            "parts": [
                {
                    "name": "start",
                    "text": _("Hello. What do you want to know more about?"),
                    "choices": [
                        {"text": _("Money"), "to": "end"},
                        {"text": _("Somebody to talk to"), "to": "end"},
                    ],
                    "pages": [],
                    "helplines": [],
                },
                {"name": "end", "text": _("You can read on here."), "choices": [], "pages": [], "helplines": []},
            ],
        }
