"""What an editor says for the situation check: what is asked, and until when each option is open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.blocks import ExerciseBlock, OptionReferenceBlock
from decision_aids.exercises.situation.weeks import LONGEST


class WindowBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=200, default="", label=_("What is possible"), help_text=_("Such as the name of the option.")
    )
    option = OptionReferenceBlock(label=_("Option"))
    until_weeks = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=LONGEST,
        default=None,
        label=_("Open until (weeks)"),
        help_text=_(
            "Open while fewer than this many weeks are complete, counted from the last period. Empty: no limit."
        ),
    )
    notice_days = blocks.IntegerBlock(
        min_value=0,
        max_value=60,
        default=0,
        label=_("Days between asking and starting"),
        help_text=_("A waiting time in the law. The last day for a first appointment is that much earlier."),
    )
    open_text = blocks.TextBlock(
        required=False, max_length=600, rows=2, default="", label=_("When it is open: what she can do")
    )
    closed_text = blocks.TextBlock(
        max_length=600,
        rows=2,
        default="",
        label=_("When it is closed: what comes next"),
        help_text=_("Always give a way on: where to ask, what is still possible."),
    )

    class Meta:
        icon = "time"
        label = _("What is possible, until when")


class SituationBlock(ExerciseBlock):
    ask_age = blocks.BooleanBlock(required=False, default=True, label=_("Ask for the age"))
    adult_age = blocks.IntegerBlock(min_value=12, max_value=25, default=18, label=_("Adult from this age"))
    ask_weeks = blocks.BooleanBlock(required=False, default=True, label=_("Ask how many weeks"))
    windows = blocks.ListBlock(
        WindowBlock(), min_num=0, max_num=12, default=[], label=_("What is possible, until when")
    )
    unknown_text = blocks.TextBlock(
        required=False,
        max_length=600,
        rows=2,
        default="",
        label=_("For who does not know how many weeks"),
        help_text=_("Say where she can find out."),
    )

    class Meta:
        icon = "calendar-check"
        label = _("Situation check")
        description = _(
            "Age and weeks, and at once what is still possible with real dates. Nothing is kept unless she wants it."
        )
        preview_value = {
            "label": _("Where are you now?"),
            "help": _("Fill in what you know. You can skip this."),
            "ask_age": True,
            "adult_age": 18,
            "ask_weeks": True,
            "windows": [
                {
                    "title": _("The first option"),
                    "option": "",
                    "until_weeks": 14,
                    "notice_days": 6,
                    "open_text": "",
                    "closed_text": _("Ask a doctor what is still possible."),
                }
            ],
            "unknown_text": "",
        }
