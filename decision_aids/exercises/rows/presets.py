"""Lines with columns made ready for editors, who change the words as they like."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.presets import Words, preset_block
from decision_aids.exercises.rows.blocks import RowsBlock


def _column(title: Words, kind: str = "line", *choices: Words) -> dict[str, Any]:
    return {"title": title, "kind": kind, "choices": list(choices)}


WHAT_IF_THEN = preset_block(
    RowsBlock,
    icon="help",
    label=_("What if, and what then"),
    description=_("Lines with columns: something you fear, and what you would do then."),
    value={
        "label": _("What if it happens, and what then?"),
        "help": _("A fear often gets smaller when you know what you would do."),
        "each": _("What if"),
        "columns": [
            _column(_("What if…")),
            _column(_("Then I can do this"), "text"),
            _column(_("Who or what helps me")),
        ],
        "most": 6,
        "in_time": False,
    },
)

TELLING_PLAN = preset_block(
    RowsBlock,
    icon="comment",
    label=_("Telling plan"),
    description=_("Lines with columns: whom to tell, what it can bring and cost, and your words."),
    value={
        "label": _("Whom do you want to tell?"),
        "help": _("You decide who gets to know. Nobody has to."),
        "each": _("Person"),
        "columns": [
            _column(_("Whom")),
            _column(_("What can it bring?"), "text"),
            _column(_("What can it cost?"), "text"),
            _column(_("My words"), "text"),
        ],
        "most": 6,
        "in_time": False,
    },
)

GOALS = preset_block(
    RowsBlock,
    icon="tasks",
    label=_("Goals in small steps"),
    description=_("Lines with columns: a small step, when, with whom, and how far you are."),
    value={
        "label": _("Which small steps do you want to take?"),
        "help": _("Small is good. A step can always change."),
        "each": _("Step"),
        "columns": [
            _column(_("A small step")),
            _column(_("When")),
            _column(_("With whom")),
            _column(_("How far are you?"), "choice", _("Not yet"), _("Busy with it"), _("Done")),
        ],
        "most": 8,
        "in_time": False,
    },
)

ACT_AS_IF_DAYS = preset_block(
    RowsBlock,
    icon="date",
    label=_("Days as if"),
    description=_("Lines with columns: live a day as if you had chosen, and note what you notice."),
    value={
        "label": _("Try out a choice for a day"),
        "help": _("Live one day as if you chose one option. Rest a day. Then try another option."),
        "each": _("Day"),
        "columns": [
            _column(_("Day"), "date"),
            _column(_("Today I live as if I chose this"), "option"),
            _column(_("What did I think and feel?"), "text"),
            _column(_("What did I notice in my body?"), "text"),
        ],
        "most": 12,
        "in_time": False,
    },
)

TIMELINE = preset_block(
    RowsBlock,
    icon="history",
    label=_("Timeline"),
    description=_("Lines with columns: moments that mattered or still come, read back in order of time."),
    value={
        "label": _("Which moments matter in your life?"),
        "help": _("Look back, and look ahead if you like."),
        "each": _("Moment"),
        "columns": [
            _column(_("When"), "moment"),
            _column(_("What happened")),
            _column(_("What it meant to me"), "text"),
        ],
        "most": 12,
        "in_time": True,
    },
)
