"""What an editor fills in for a stress thermometer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock

ZONES = (("green", _("Green: calm")), ("yellow", _("Yellow: tense")), ("red", _("Red: too much")))


class SuggestionBlock(blocks.StructBlock):
    """Something that a person can notice, or that can help, in one of the three colours."""

    zone = blocks.ChoiceBlock(choices=ZONES, default="green", label=_("Colour"))
    about = blocks.ChoiceBlock(
        choices=[("signals", _("What she may notice")), ("helps", _("What may help"))],
        default="signals",
        label=_("What is it?"),
    )
    text = blocks.CharBlock(max_length=200, default="", label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Suggestion")


class ThermometerBlock(ExerciseBlock):
    """Where the colours begin, what a visitor can choose from, and who can be called at red."""

    yellow_from = blocks.IntegerBlock(
        default=4, min_value=1, max_value=9, label=_("Yellow begins at"), help_text=_("The scale goes from 0 to 10.")
    )
    red_from = blocks.IntegerBlock(default=7, min_value=2, max_value=10, label=_("Red begins at"))
    suggestions = blocks.ListBlock(
        SuggestionBlock(),
        default=[],
        max_num=MOST_ITEMS,
        label=_("Suggestions"),
        help_text=_("A visitor chooses from these and adds what is hers."),
    )
    helplines = blocks.ListBlock(
        SnippetChooserBlock("directory.Helpline", label=_("Helpline")),
        default=[],
        max_num=6,
        label=_("Helplines"),
        help_text=_("Shown at red."),
    )

    class Meta:
        icon = "warning"
        label = _("Stress thermometer")
        description = _("How tense is she? What does she notice at green, yellow and red, and what helps then?")
        preview_value = {
            "label": _("How tense are you now?"),
            "help": "",
            "yellow_from": 4,
            "red_from": 7,
            "suggestions": [
                {"zone": "green", "about": "signals", "text": _("I sleep well")},
                {"zone": "yellow", "about": "signals", "text": _("I get angry more quickly")},
                {"zone": "red", "about": "helps", "text": _("Somebody stays with me")},
            ],
            "helplines": [],
        }
