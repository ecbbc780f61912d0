"""What an editor fills in for pros and cons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock, OptionReferenceBlock


class SuggestionBlock(blocks.StructBlock):
    """Something that may speak for or against an option, which a visitor can tick."""

    option = OptionReferenceBlock(
        required=False,
        label=_("Option"),
        help_text=_("Leave it empty to suggest this at every option."),
    )
    side = blocks.ChoiceBlock(
        choices=[
            ("for", _("What speaks for it")),
            ("against", _("What speaks against it")),
        ],
        default="for",
        label=_("Side"),
    )
    text = blocks.CharBlock(
        default="",
        max_length=200,
        label=_("Suggestion"),
        help_text=_("A few words, in the words of a visitor."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Suggestion")
        label_format = "{text}"


class ProsConsBlock(ExerciseBlock):
    """What an editor makes of it: suggestions on both sides, room for own words, weights."""

    suggestions = blocks.ListBlock(
        SuggestionBlock(),
        default=[],
        required=False,
        max_num=MOST_ITEMS,
        label=_("Suggestions"),
        help_text=_("Give every option as many suggestions on both sides."),
    )
    own = blocks.IntegerBlock(
        default=3,
        min_value=0,
        max_value=10,
        label=_("Own lines on each side"),
        help_text=_("How many things a visitor can add herself."),
    )
    weigh = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Ask how heavy each thing weighs"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Pros and cons")
        description = _("For each option: what speaks for it and what speaks against it.")
        preview_value = {
            "label": _("What speaks for it, and what speaks against it?"),
            "help": "",
            "suggestions": [],
            "own": 3,
            "weigh": True,
        }
