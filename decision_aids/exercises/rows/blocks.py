"""What an editor fills in for lines with columns: what a column asks for, and how many lines there are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.blocks import ExerciseBlock

MOST_LINES = 20
MOST_COLUMNS = 8


class ColumnBlock(blocks.StructBlock):
    """One thing that each line asks for."""

    title = blocks.CharBlock(default="", max_length=120, label=_("Title"))
    kind = blocks.ChoiceBlock(
        choices=[
            ("line", _("One line of text")),
            ("text", _("More lines of text")),
            ("date", _("A day")),
            ("moment", _("A moment, as exact as she likes: 2019, June 2019, 12/6/2019")),
            ("choice", _("A choice")),
            ("option", _("One of the options of the aid")),
        ],
        default="line",
        label=_("What a visitor fills in"),
    )
    choices = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=100, label=_("Choice")),
        default=[],
        required=False,
        max_num=6,
        label=_("Choices"),
        help_text=_("Only for a choice."),
    )

    class Meta:
        icon = "table"
        label = _("Column")
        label_format = "{title}"


class RowsBlock(ExerciseBlock):
    """What an editor makes of it."""

    each = blocks.CharBlock(
        required=False,
        default="",
        max_length=60,
        label=_("What one line is called"),
        help_text=_("One word, for example: Step, Person, Day."),
    )
    columns = blocks.ListBlock(ColumnBlock(), default=[], max_num=MOST_COLUMNS, label=_("Columns"))
    most = blocks.IntegerBlock(
        default=6, min_value=1, max_value=MOST_LINES, label=_("Lines"), help_text=_("How many lines there can be.")
    )
    in_time = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Read back as a line in time"),
        help_text=_("In order of the first column that holds a day or a moment."),
    )

    class Meta:
        icon = "table"
        label = _("Lines with columns")
        description = _("A visitor fills lines of a few columns: text, a day, a choice.")
        preview_value = {
            "label": _("Who can do what?"),
            "help": "",
            "each": _("Person"),
            "columns": [
                {"title": _("Who"), "kind": "line", "choices": []},
                {"title": _("What this person can do"), "kind": "text", "choices": []},
            ],
            "most": 2,
            "in_time": False,
        }
