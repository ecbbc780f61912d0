"""What an editor fills in for a diary."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from decision_aids.exercises.blocks import ExerciseBlock


class DiaryScaleBlock(blocks.StructBlock):
    """A number that a visitor gives each day."""

    title = blocks.CharBlock(max_length=120, default="", label=_("What is it about?"))
    low = blocks.CharBlock(required=False, max_length=60, default="", label=_("Words at the low end"))
    high = blocks.CharBlock(required=False, max_length=60, default="", label=_("Words at the high end"))

    class Meta:
        icon = "sliders"
        label = _("Scale")


class DiaryBlock(ExerciseBlock):
    """What a visitor keeps a record of, day after day."""

    scales = blocks.ListBlock(DiaryScaleBlock(), default=[], max_num=8, label=pgettext_lazy("in a diary", "Scales"))
    top = blocks.IntegerBlock(
        default=10, min_value=2, max_value=10, label=_("Highest number"), help_text=_("The scale begins at 0.")
    )
    mood = blocks.BooleanBlock(required=False, default=True, label=_("Ask for her mood"))
    note = blocks.CharBlock(
        required=False,
        max_length=200,
        default="",
        label=_("Question above the note"),
        help_text=_("Leave it empty for “What do you want to remember of today?”."),
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Diary")
        description = _("A note, a mood and numbers for each day, with a drawing of how they change.")
        preview_value = {
            "label": _("How was your day?"),
            "help": "",
            "scales": [{"title": _("How did you sleep?"), "low": _("badly"), "high": _("well")}],
            "top": 10,
            "mood": True,
            "note": "",
        }
