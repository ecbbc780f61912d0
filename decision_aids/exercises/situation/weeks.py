"""Counting weeks: how far somebody is today, and until which day something is still possible.

Weeks are counted as doctors do: from the first day of the last period. That day is day 0.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

WEEK = 7
LONGEST = 42  # completed weeks; nobody is further than that


class Span(NamedTuple):
    """Completed weeks, and the days since then (0 to 6)."""

    weeks: int
    days: int


class Time(NamedTuple):
    """Until when something is possible. `ask_by`: the last day for the first appointment."""

    last_day: datetime.date
    ask_by: datetime.date


def span_between(day0: datetime.date, today: datetime.date) -> Span:
    """How far somebody is on `today`."""
    return Span(*divmod((today - day0).days, WEEK))


def find_day0(weeks: int, days: int, today: datetime.date) -> datetime.date:
    """The first day of the last period of somebody who is so far on `today`."""
    return today - datetime.timedelta(days=weeks * WEEK + days)


def find_time(day0: datetime.date, until_weeks: int, notice_days: int) -> Time:
    """The last days of something that is possible while fewer than `until_weeks` weeks are complete.

    At 14 weeks the last day is that of 13 weeks and 6 days: a law that says "until the end of" is met
    on every reading, and nobody comes a day too late on our word.
    """
    last_day = day0 + datetime.timedelta(days=until_weeks * WEEK - 1)
    return Time(last_day, last_day - datetime.timedelta(days=notice_days))
