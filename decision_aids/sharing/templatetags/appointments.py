"""A time as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django import template
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from decision_aids.sharing import agenda
from decision_aids.sharing.agenda import Slot
from decision_aids.sharing.forms import WAYS

register = template.Library()


class Sorted(NamedTuple):
    """Times by what became of them."""

    offered: list[Slot]
    picked: list[Slot]
    cancelled: list[Slot]


@register.simple_tag
def sort_out(slots: Iterable[Slot], team: int) -> Sorted:
    """The times that are still to come: those that this team has on offer, those that were picked, those cancelled."""
    now = agenda.clock()
    coming = [slot for slot in slots if slot.ends > now]
    return Sorted(
        offered=[slot for slot in coming if slot.state == agenda.OFFERED and slot.starts > now and slot.team == team],
        picked=[slot for slot in coming if slot.state == agenda.PICKED],
        cancelled=[slot for slot in coming if slot.state == agenda.CANCELLED],
    )


@register.simple_tag
def when(slot: Slot) -> str:
    """The day, from when and how long."""
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(slot.starts, "l j F").capitalize(),
        "from": time_format(slot.starts, "H:i"),
        "until": time_format(slot.ends, "H:i"),
    }


@register.simple_tag
def how(slot: Slot) -> str:
    """In which way, and with whom."""
    return _("%(way)s, with %(who)s") % {"way": WAYS.get(slot.way, slot.way), "who": slot.who}
