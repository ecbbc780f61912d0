"""When a team is there and when it answers, as a visitor reads it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from content.directory.hours import Day
from decision_aids.sharing.models import Team
from decision_aids.sharing.working_hours import Presence

register = template.Library()


@dataclass(frozen=True, slots=True)
class TeamNow:
    """A team as it stands now. `away`: it has hours, and this is outside them. `words` say it; "" when nobody knows."""

    away: bool
    words: str
    week: tuple[Day, ...]
    closings: list[str]
    answers_by: datetime.date


@register.simple_tag
def team_now(team: Team) -> TeamNow:
    """Whether somebody is there now, the hours of the week, the next closings, and by when something sent today is answered."""
    now = timezone.localtime().replace(tzinfo=None)
    hours = team.working_hours
    presence = hours.presence(now)
    return TeamNow(
        away=presence is not None and not presence.there,
        words=_words(presence, now) if presence is not None else "",
        week=hours.week,
        closings=[_period(first, last) for first, last in hours.closed_soon(now.date())],
        answers_by=hours.answers_by(now.date(), team.answer_days),
    )


def _words(presence: Presence, now: datetime.datetime) -> str:
    if presence.until is not None:
        return _("Somebody is there now, until %(time)s.") % {"time": time_format(presence.until, "H:i")}
    if presence.back is None:
        return _("Nobody is there now.")
    time = time_format(presence.back, "H:i")
    if presence.back.date() == now.date():
        return _("Nobody is there now. Later today there is, from %(time)s.") % {"time": time}
    day = date_format(presence.back, "l j F")
    return _("Nobody is there now. On %(day)s there is, from %(time)s.") % {"day": day, "time": time}


def _period(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return date_format(first, "l j F")
    return _("%(first)s until %(last)s") % {"first": date_format(first, "j F"), "last": date_format(last, "j F")}
