"""When a team works: on which days, whether somebody is there now, and by which day it answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from content.directory.hours import DAYS, Day, week
from decision_aids.sharing.closings import Period, periods_of
from decision_aids.sharing.working_days import SATURDAY, add_working_days, holidays

LOOKED_AHEAD = 60  # days
_NUMBERS = {code: number for number, (code, _name) in enumerate(DAYS)}
Span = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody of a team is there now. `until`: the end of this stretch; `back`: when the next one begins."""

    there: bool
    until: datetime.datetime | None
    back: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The week of a team, its closings, and whether it works on public holidays. Times are those of the clock here."""

    rows: tuple[tuple[int, Any, Any], ...]  # weekday, from, until; without times for a day with a note alone
    closings: tuple[Period, ...]
    on_holidays: bool
    week: tuple[Day, ...] = ()

    @classmethod
    def of(cls, opening: Iterable[Any], closings: Iterable[Any], *, on_holidays: bool) -> WorkingHours:
        """Read what an editor filled in."""
        rows = tuple((_NUMBERS[row.value["day"]], row.value["opens"], row.value["closes"]) for row in opening)
        return cls(rows, tuple(periods_of(closings)), on_holidays, tuple(week(opening)))

    def works_on(self, day: datetime.date) -> bool:
        """Whether the team works on this day; without hours it works from Monday to Friday."""
        if any(first <= day <= last for first, last in self.closings):
            return False
        if not self.on_holidays and day in holidays(day.year):
            return False
        if self.rows:
            return any(weekday == day.weekday() for weekday, _opens, _closes in self.rows)
        return day.weekday() < SATURDAY

    def answers_by(self, day: datetime.date, count: int) -> datetime.date:
        """The day by which is answered what came on `day`, when that takes `count` days on which the team works."""
        return add_working_days(day, count, works_on=self.works_on)

    def presence(self, now: datetime.datetime) -> Presence | None:
        """Whether somebody is there now; None when nobody filled in at which hours. `now` has no zone."""
        if all(opens is None for _weekday, opens, _closes in self.rows):
            return None
        for starts, ends in self._spans(now.date() - datetime.timedelta(days=1)):
            if starts <= now < ends:
                return Presence(there=True, until=ends, back=None)
            if now < starts:
                return Presence(there=False, until=None, back=starts)
        return Presence(there=False, until=None, back=None)

    def closed_soon(self, today: datetime.date) -> list[Period]:
        """The closings of the next two months, as far as they are not over."""
        end = today + datetime.timedelta(days=LOOKED_AHEAD)
        return [(first, last) for first, last in self.closings if last >= today and first <= end]

    def _spans(self, day: datetime.date) -> Iterator[Span]:
        """The stretches of time in which somebody is there, from a day on; one may run on past midnight."""
        for ahead in range(LOOKED_AHEAD):
            on = day + datetime.timedelta(days=ahead)
            if not self.works_on(on):
                continue
            for opens, closes in sorted(row[1:] for row in self.rows if row[0] == on.weekday() and row[1] is not None):
                until = on if closes > opens else on + datetime.timedelta(days=1)
                yield datetime.datetime.combine(on, opens), datetime.datetime.combine(until, closes)
