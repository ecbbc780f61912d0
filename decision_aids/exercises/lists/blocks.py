"""What an editor fills in for lists: a few lists with a name, each with suggestions and room for own lines."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock

MOST_LISTS = 8
MOST_CHOSEN = 20
MOST_LINES = 15


class NamedListBlock(blocks.StructBlock):
    """One list: what it holds, what may be on it already, how many lines are left for her."""

    title = blocks.CharBlock(default="", max_length=120, label=_("Name of the list"))
    prompt = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Explanation"),
        help_text=_("One sentence, if the name needs it."),
    )
    suggestions = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=200, label=_("Suggestion")),
        default=[],
        required=False,
        max_num=MOST_ITEMS,
        label=_("Suggestions"),
        help_text=_("A few words each, in the words of a visitor. Give every list the same room."),
    )
    most = blocks.IntegerBlock(
        default=3,
        min_value=0,
        max_value=MOST_LINES,
        label=_("Own lines"),
        help_text=_("How many things a visitor can add herself."),
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        label_format = "{title}"


class ListsBlock(ExerciseBlock):
    """What an editor makes of it."""

    lists = blocks.ListBlock(NamedListBlock(), default=[], max_num=MOST_LISTS, label=_("Lists"))

    class Meta:
        icon = "list-ul"
        label = _("Lists")
        description = _("A few lists with a name. A visitor ticks what fits and adds her own.")
        preview_value = {
            "label": _("What comes to mind?"),
            "help": "",
            "lists": [
                {"title": _("What gives me rest"), "prompt": "", "suggestions": [_("Going outside")], "most": 2},
                {"title": _("What takes my rest away"), "prompt": "", "suggestions": [], "most": 2},
            ],
        }


class BackpackBlock(ListsBlock):
    """Lists, and pages of this site to take along."""

    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        default=[],
        required=False,
        max_num=MOST_CHOSEN,
        label=_("Pages to take along"),
        help_text=_("A visitor picks from these, and finds title and address when she reads back."),
    )
    category = blocks.PageChooserBlock(
        page_type=["pages.IndexPage"],
        required=False,
        brings_children=True,  # into a package of the aid
        label=_("All pages of a list"),
        help_text=_("Also the pages that stand under this one on the day that you publish."),
    )
