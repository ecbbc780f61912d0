"""The dates and weeks of the situation check in words: calm, and never a countdown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision_aids.exercises.base import Json
from decision_aids.exercises.situation.weeks import Span, find_time, span_between


def describe_window(window: Mapping[str, Json], day0: datetime.date, today: datetime.date) -> dict[str, Json]:
    """One option with a limit as it stands today: whether it is open, in words, and what to do."""
    last_day, ask_by = find_time(day0, window["until_weeks"], window["notice_days"])
    if today > last_day:
        return {"open": False, "state": _("The time for this has passed"), "text": window["closed_text"], "ask": ""}
    ask = ""
    if today > ask_by:
        ask = _("Ask today or tomorrow what is still possible.")
    elif window["notice_days"]:
        ask = _("Have your first appointment by %(day)s.") % {"day": say_day(ask_by)}
    state = _("Possible until %(day)s") % {"day": say_day(last_day)}
    return {"open": True, "state": state, "text": window["open_text"], "ask": ask}


def say_day(day: datetime.date) -> str:
    """A day with its weekday, which is easier to find in a diary."""
    return date_format(day, "l j F Y")


def _say_span(span: Span) -> str:
    weeks = ngettext("%(weeks)d week", "%(weeks)d weeks", span.weeks) % {"weeks": span.weeks}
    if not span.days:
        return weeks
    days = ngettext("%(days)d day", "%(days)d days", span.days) % {"days": span.days}
    return _("%(weeks)s and %(days)s") % {"weeks": weeks, "days": days}


def say_how_far(day0: str) -> str:
    """How far somebody is today, counted from an ISO day."""
    span = span_between(datetime.date.fromisoformat(day0), timezone.localdate())
    return _("%(span)s, counted from your last period") % {"span": _say_span(span)}
