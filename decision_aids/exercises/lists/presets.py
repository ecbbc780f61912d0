"""Lists made ready for editors, who change the words as they like."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.lists.blocks import BackpackBlock, ListsBlock
from decision_aids.exercises.presets import Words, preset_block


def _list(title: Words, *suggestions: Words, prompt: Words = "", most: int = 4) -> dict[str, Any]:
    return {"title": title, "prompt": prompt, "suggestions": list(suggestions), "most": most}


FOUR_QUADRANTS = preset_block(
    ListsBlock,
    icon="grip",
    label=_("Four quadrants"),
    description=_("Lists: what speaks for it and against it, what you hope and what you fear."),
    value={
        "label": _("Look at it from four sides"),
        "help": _("Think of one of your options. Fill in what you want."),
        "lists": [
            _list(_("What speaks for it")),
            _list(_("What speaks against it")),
            _list(_("What I hope")),
            _list(_("What I am afraid of")),
        ],
    },
)

DECISIONAL_BALANCE = preset_block(
    ListsBlock,
    icon="list-ul",
    label=_("Balance of doing and not doing"),
    description=_("Lists: the good and the less good sides of doing it and of not doing it."),
    value={
        "label": _("What if you do it, and what if you don't?"),
        "lists": [
            _list(_("Good sides of doing it")),
            _list(_("Less good sides of doing it")),
            _list(_("Good sides of not doing it")),
            _list(_("Less good sides of not doing it")),
        ],
    },
)

STRENGTHS = preset_block(
    ListsBlock,
    icon="pick",
    label=_("My strengths"),
    description=_("Lists: what you are good at, what helped you before, who you can count on."),
    value={
        "label": _("What can you build on?"),
        "help": _("Think of a time that was hard. You got through it."),
        "lists": [
            _list(
                _("What I am good at"),
                _("I can listen"),
                _("I keep going"),
                _("I can ask for help"),
                _("I stay calm"),
                _("I make my own choices"),
            ),
            _list(_("What helped me before"), _("Taking my time"), _("Talking about it"), _("Making a plan")),
            _list(_("Who I can count on")),
        ],
    },
)

QUESTION_LIST = preset_block(
    ListsBlock,
    icon="help",
    label=_("Questions for a talk"),
    description=_("Lists: what you want to ask and what you want to tell. To take along to a talk."),
    value={
        "label": _("What do you want to talk about?"),
        "help": _("You can print this list and take it along."),
        "lists": [
            _list(
                _("What I want to ask"),
                _("Which options do I have?"),
                _("How much time do I have?"),
                _("What does it cost?"),
                _("Who gets to know about this?"),
                most=8,
            ),
            _list(_("What I want to tell"), most=4),
            _list(_("What I do not want to talk about"), most=4),
        ],
    },
)

BACKPACK = preset_block(
    BackpackBlock,
    icon="folder-open-inverse",
    label=_("Backpack of what helps"),
    description=_("Lists: things, places and people that help. To come back to when it is hard."),
    value={
        "label": _("What do you put in your backpack?"),
        "help": _("Choose what helps you when it is hard."),
        "lists": [
            _list(
                _("Things that help"),
                _("Going outside"),
                _("Music"),
                _("Moving or sport"),
                _("Writing things down"),
                _("A warm bath or shower"),
                _("Sleeping enough"),
            ),
            _list(_("Places where I feel well")),
            _list(_("People who do me good")),
        ],
    },
)
