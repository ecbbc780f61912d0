"""Closing days that the lead of a team enters: seen by visitors, counted in no promise, kept apart from other teams."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from decision_aids.desk.closing_days import MOST, add_closing, closings_of
from decision_aids.desk.models import Member
from decision_aids.sharing.closings import periods_of
from decision_aids.sharing.models import Share, Team
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_at_once import at_once
from tests.decision_aids.sharing.conftest import Crew, ask, crew, other_crew, writer
from tests.factories.visitors import Visitor

__all__ = ["crew", "other_crew", "writer"]

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """A Monday in November, before anybody begins."""
    with time_machine.travel("2026-11-23 09:00Z", tick=False):
        yield


@pytest.fixture
def lead(_monday: None, crew: Crew, desk_of: Unlock) -> Any:
    """The desk of who leads the first team."""
    Member.objects.filter(user=crew.helper).update(lead=True)
    return desk_of(crew)


def page_of(crew: Crew) -> str:
    return f"/desk/teams/{crew.team.pk}/closing-days/"


def closed(crew: Crew) -> list[tuple[DAY, DAY]]:
    return closings_of(Team.objects.get(pk=crew.team.pk))


def test_a_lead_adds_and_takes_away_and_the_promise_follows(
    lead: Any, crew: Crew, other_crew: Crew, writer: Visitor
) -> None:
    assert page_of(crew) in lead.get("/desk/overview/").content.decode()
    lead.post(page_of(crew), {"first": "2026-11-24", "last": "2026-11-26"})
    lead.post(page_of(crew), {"first": "2026-12-24"})
    assert closed(crew) == [(DAY(2026, 11, 24), DAY(2026, 11, 26)), (DAY(2026, 12, 24), DAY(2026, 12, 24))]
    ask(writer, crew, "Wanneer?")
    assert Share.objects.get().promised_on == DAY(2026, 11, 30)  # Friday, Monday
    assert "24 november" in writer.html

    lead.post(page_of(crew), {"drop": "2026-11-24 2026-11-26"})

    assert closed(crew) == [(DAY(2026, 12, 24), DAY(2026, 12, 24))]
    assert closed(other_crew) == []


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"first": "x"},
        {"first": "2026-11-25", "last": "2026-11-24"},
        {"first": "2026-11-22"},
        {"first": "2026-11-24", "last": "2028-11-24"},
        {"first": "<script>alert(1)</script>"},
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(lead: Any, crew: Crew, given: dict[str, str]) -> None:
    response = lead.post(page_of(crew), given)

    assert response.status_code == 422
    assert 'class="field__error"' in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert closed(crew) == []


@pytest.mark.parametrize("drop", ["", "x", "2026-11-24", "2026-11-24 2026-11-24 2026-11-24", "2026-13-01 2026-13-02"])
def test_a_forged_closing_takes_nothing_away(lead: Any, crew: Crew, drop: str) -> None:
    lead.post(page_of(crew), {"first": "2026-11-24"})

    assert lead.post(page_of(crew), {"drop": drop}).status_code == 302
    assert len(closed(crew)) == 1


def test_no_other_lead_and_no_member_closes_a_team(lead: Any, crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    assert lead.post(page_of(other_crew), {"first": "2026-11-24"}).status_code == 403
    assert desk_of(other_crew).post(page_of(other_crew), {"first": "2026-11-24"}).status_code == 403
    assert (closed(crew), closed(other_crew)) == ([], [])


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_leads_one_team_sees_and_closes_no_other_that_has_a_lead_too(
    lead: Any, crew: Crew, other_crew: Crew, method: str
) -> None:
    Member.objects.filter(user=other_crew.helper).update(lead=True)

    response = getattr(lead, method)(page_of(other_crew), {"first": "2026-11-24"})

    assert (response.status_code, closed(crew), closed(other_crew)) == (403, [], [])


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("2026-11-23", "", True),  # today
        ("2026-11-20", "2026-11-23", True),
        ("2026-11-20", "2026-11-22", False),
        ("2026-11-24", "2027-11-25", True),  # 366 days later
        ("2026-11-24", "2027-11-26", False),
    ],
)
def test_a_closing_ends_today_or_later_and_a_year_on_at_most(
    lead: Any, crew: Crew, first: str, last: str, taken: bool
) -> None:
    status = lead.post(page_of(crew), {"first": first, "last": last}).status_code

    period = (DAY.fromisoformat(first), DAY.fromisoformat(last or first))
    assert (status, closed(crew)) == ((302, [period]) if taken else (422, []))


def test_closings_stand_in_order_and_what_is_over_goes_at_the_next_change(crew: Crew) -> None:
    later, sooner, new = ((DAY(2026, 12, day), DAY(2026, 12, day)) for day in (24, 1, 30))
    add_closing(crew.team, later)
    add_closing(crew.team, sooner)
    before = closed(crew)

    with time_machine.travel("2026-12-02 09:00Z", tick=False):
        add_closing(crew.team, new)

    assert before == [sooner, later]
    assert periods_of(Team.objects.get(pk=crew.team.pk).closings) == [later, new]


def test_what_is_over_takes_no_place(crew: Crew) -> None:
    days = [DAY(2026, 12, 1) + datetime.timedelta(days=number) for number in range(MOST + 1)]
    added = [add_closing(crew.team, (day, day)) for day in days]

    with time_machine.travel("2026-12-02 09:00Z", tick=False):
        added.append(add_closing(crew.team, (days[-1], days[-1])))

    assert added == [True] * MOST + [False, True]
    assert closed(crew) == [(day, day) for day in days[1:]]


def test_there_is_an_end_to_closing_days(lead: Any, crew: Crew) -> None:
    start = DAY(2026, 12, 1)
    for number in range(MOST):
        assert add_closing(crew.team, (start, start + datetime.timedelta(days=number)))

    assert not add_closing(crew.team, (start, DAY(2027, 6, 1)))
    assert lead.post(page_of(crew), {"first": "2027-01-01"}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_both_have_theirs(crew: Crew) -> None:
    periods = [(DAY(2026, 12, day), DAY(2026, 12, day)) for day in (1, 2, 3)]

    done = at_once(*(lambda period=period: add_closing(crew.team, period) for period in periods))

    assert done == [True, True, True]
    assert closed(crew) == periods
