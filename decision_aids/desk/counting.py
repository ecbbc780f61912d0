"""How a team is doing, in counts and days only."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from decision_aids.sharing.models import Share, Team

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Week:
    """One week. `days`: the median of working days until the first answer, or None when nothing was answered."""

    starts: datetime.date
    came: int
    answered: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """A team now, and by week. What was withdrawn or deleted is not counted any more."""

    team: Team
    open: int
    to_answer: int
    late: int
    weeks: list[Week]


def counts_of_team(team: Team) -> Counts:
    """Count the shares of a team. One query."""
    today = timezone.localdate()
    rows = list(
        Share.objects.filter(team=team).values_list("state", "news_for_team", "sent_on", "promised_on", "answered_on")
    )
    opened = [row for row in rows if row[0] == Share.State.OPEN]
    waiting = [row for row in opened if row[1]]
    monday = today - datetime.timedelta(days=today.weekday())
    works_on = team.working_hours.works_on
    weeks = [_week(monday - datetime.timedelta(weeks=back), rows, works_on) for back in range(WEEKS)]
    late = sum(1 for row in waiting if row[3] < today)
    return Counts(team, len(opened), len(waiting), late, weeks)


def _week(starts: datetime.date, rows: list[tuple], works_on: Callable[[datetime.date], bool]) -> Week:
    came = [row for row in rows if starts <= row[2] < starts + datetime.timedelta(weeks=1)]
    days = [_days_between(sent, answered, works_on) for _s, _n, sent, _p, answered in came if answered is not None]
    return Week(starts, len(came), len(days), statistics.median(days) if days else None)


def _days_between(sent: datetime.date, answered: datetime.date, works_on: Callable[[datetime.date], bool]) -> int:
    """How many days on which the team works passed from one day to another; 0 on the same day."""
    days = (answered - sent).days
    return sum(works_on(sent + datetime.timedelta(days=n)) for n in range(1, days + 1))
