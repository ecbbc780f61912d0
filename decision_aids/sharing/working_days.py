"""Counting in working days: what "within two working days" comes to on the calendar."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable

SATURDAY = 5


def easter(year: int) -> datetime.date:
    """Easter Sunday of a year (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


@functools.cache
def holidays(year: int) -> frozenset[datetime.date]:
    """The ten public holidays of Belgium in a year."""
    sunday = easter(year)
    moving = (sunday + datetime.timedelta(days=days) for days in (1, 39, 50))
    fixed = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
    return frozenset([*moving, *(datetime.date(year, month, day) for month, day in fixed)])


def is_working_day(day: datetime.date) -> bool:
    """Whether most people work on this day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def add_working_days(
    day: datetime.date, count: int, *, works_on: Callable[[datetime.date], bool] = is_working_day
) -> datetime.date:
    """The day by which something promised within `count` working days is due.

    Who does not work in a whole year is not waited for any longer.
    """
    end = day + datetime.timedelta(days=366)
    while count > 0 and day < end:
        day += datetime.timedelta(days=1)
        if works_on(day):
            count -= 1
    return day
