"""When a team is there, and by when it answers: weeks, breaks, midnight, holidays, closing days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError

from decision_aids.sharing.closings import ClosingBlock
from decision_aids.sharing.models import Share
from decision_aids.sharing.working_hours import Presence, WorkingHours
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.content import HelplineFactory, block, week_row
from tests.factories.visitors import Visitor

DAY, AT, T = datetime.date, datetime.datetime, datetime.time
MONDAY = DAY(2026, 11, 23)
WEEKDAYS = tuple((day, T(9), T(17)) for day in range(5))


@pytest.fixture
def moment(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stand at a moment; asked for before the visitor, so that she begins then too."""
    with time_machine.travel(request.param, tick=False):
        yield


def hours(*rows: tuple, closings: tuple = (), on_holidays: bool = False) -> WorkingHours:
    return WorkingHours(rows, closings, on_holidays)


@pytest.mark.parametrize(
    ("now", "there", "until", "back"),
    [
        (AT(2026, 11, 23, 8, 59), False, None, AT(2026, 11, 23, 9)),
        (AT(2026, 11, 23, 9), True, AT(2026, 11, 23, 12), None),
        (AT(2026, 11, 23, 12), False, None, AT(2026, 11, 23, 13)),
        (AT(2026, 11, 23, 16, 59), True, AT(2026, 11, 23, 17), None),
        (AT(2026, 11, 23, 17), False, None, AT(2026, 11, 27, 22)),
        (AT(2026, 11, 28, 1, 59), True, AT(2026, 11, 28, 2), None),  # Friday's night runs on
        (AT(2026, 11, 28, 2), False, None, AT(2026, 11, 30, 9)),
    ],
)
def test_presence_follows_breaks_and_nights(now: AT, there: bool, until: AT | None, back: AT | None) -> None:
    team = hours((0, T(13), T(17)), (0, T(9), T(12)), (4, T(22), T(2)))

    assert team.presence(now) == Presence(there, until, back)


def test_a_closing_and_a_holiday_are_no_presence() -> None:
    team = hours(*WEEKDAYS, closings=((DAY(2026, 12, 24), DAY(2026, 12, 31)),))

    assert team.presence(AT(2026, 12, 24, 10)) == Presence(there=False, until=None, back=AT(2027, 1, 4, 9))
    assert hours(*WEEKDAYS).presence(AT(2026, 12, 25, 10)).back == AT(2026, 12, 28, 9)
    assert hours(*WEEKDAYS, on_holidays=True).presence(AT(2026, 12, 25, 10)).there


def test_nobody_is_said_to_be_there_without_hours() -> None:
    assert hours().presence(AT(2026, 11, 23, 10)) is None
    assert hours((0, None, None)).presence(AT(2026, 11, 23, 10)) is None


def test_a_team_that_is_closed_for_months_gives_no_day_to_come_back() -> None:
    team = hours(*WEEKDAYS, closings=((MONDAY, DAY(2027, 6, 1)),))

    assert team.presence(AT(2026, 11, 23, 10)) == Presence(there=False, until=None, back=None)


@pytest.mark.parametrize(
    ("team", "due"),
    [
        (hours(), DAY(2026, 11, 25)),
        (hours((1, T(19), T(22)), (3, T(19), T(22))), DAY(2026, 11, 26)),  # Tuesday and Thursday evenings
        (hours((5, T(9), T(12)), (6, T(9), T(12))), DAY(2026, 11, 29)),  # only weekends
        (hours((0, None, None)), DAY(2026, 12, 7)),  # by appointment on Mondays
        (hours(closings=((DAY(2026, 11, 24), DAY(2026, 11, 24)),)), DAY(2026, 11, 26)),
        (hours(closings=((DAY(2026, 11, 1), DAY(2028, 1, 1)),)), DAY(2027, 11, 24)),  # never: counting stops
    ],
)
def test_a_promise_counts_the_days_on_which_the_team_works(team: WorkingHours, due: datetime.date) -> None:
    assert team.answers_by(MONDAY, 2) == due


def test_closings_of_the_next_two_months_are_told_until_they_are_over() -> None:
    past, now, next_month, far = (
        (DAY(2026, 11, 1), DAY(2026, 11, 22)),
        (DAY(2026, 11, 20), DAY(2026, 11, 23)),
        (DAY(2026, 12, 24), DAY(2026, 12, 24)),
        (DAY(2027, 7, 1), DAY(2027, 7, 31)),
    )

    assert hours(closings=(past, now, next_month, far)).closed_soon(MONDAY) == [now, next_month]


def test_a_closing_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError):
        ClosingBlock().clean({"first": DAY(2026, 12, 24), "last": DAY(2026, 12, 23)})


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-22 09:00Z"], indirect=True)  # a Sunday
def test_she_is_told_before_she_sends_and_in_the_talk_that_nobody_is_there(
    moment: None, writer: Visitor, crew: Crew
) -> None:
    HelplineFactory(name="Tele-Onthaal", number="106", crisis=True)
    crew.team.opening = [block("hours", week_row("mon")), block("hours", week_row("tue"))]
    crew.team.closings = [block("closed", {"first": "2026-11-24", "last": None})]
    crew.team.may_not_promise = "Wij kunnen niemand opsporen."
    crew.team.save()
    told = "Nu is er niemand. Op maandag 23 november wel, vanaf 09:00."

    writer.open("/nl/s/share/new/1/")
    asked = writer.html
    chosen = {"team": str(crew.team.pk), "question": "Mag ik iets vragen?"}
    writer.send({**chosen, "preview": "1"})
    preview = writer.html
    ask(writer, crew, "Mag ik iets vragen?")
    room = writer.html

    for page in (asked, preview, room):
        assert told in page
        assert "Maandag: 09:00 tot 17:00" in page
        assert "Wij kunnen niemand opsporen." in page
        assert "dinsdag 24 november" in page
    assert [page.count("tel:106") for page in (asked, preview, room)] == [1, 2, 2]
    # Monday counts, Tuesday is a closing day, and then it is Monday again.
    assert Share.objects.get().promised_on == DAY(2026, 11, 30)
    assert "maandag 30 november" in asked


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-23 09:00Z"], indirect=True)
def test_she_is_told_until_when_somebody_is_there(moment: None, writer: Visitor, crew: Crew) -> None:
    crew.team.opening = [block("hours", week_row("mon"))]
    crew.team.save()

    writer.open("/nl/s/share/new/1/")

    assert "Nu is er iemand, tot 17:00." in writer.html


@pytest.mark.django_db
def test_hours_ask_the_database_nothing_more(
    writer: Visitor, crew: Crew, other_crew: Crew, django_assert_max_num_queries
) -> None:
    writer.open("/nl/s/share/new/1/")
    with django_assert_max_num_queries(20) as before:
        writer.open("/nl/s/share/new/1/")
    for one in (crew, other_crew):
        one.team.opening = [block("hours", week_row(day)) for day in ("mon", "tue", "wed")]
        one.team.save()

    with django_assert_max_num_queries(len(before)):
        writer.open("/nl/s/share/new/1/")
