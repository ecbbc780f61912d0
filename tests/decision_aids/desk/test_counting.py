"""How a team is doing: what is open, what waits, what is late, and how soon the first answer came, week by week."""

from __future__ import annotations

import datetime
import os
from typing import Any

import pytest
import time_machine

from decision_aids.desk.counting import Counts, Week, counts_of_team
from decision_aids.desk.models import Member
from decision_aids.sharing.models import Share, Team
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, colleague_of

pytestmark = pytest.mark.django_db
DAY = datetime.date
WEDNESDAY = "2026-11-25 09:00Z"


@pytest.fixture
def teams() -> tuple[Team, Team]:
    """Two teams that work from Monday to Friday."""
    one, other = (Team.objects.create(name=name, about="Wij lezen mee.") for name in ("Noord", "Zuid"))
    return one, other


def sent(team: Team, on: str, answered: str = "", **more: Any) -> None:
    """One talk of a team, sent and first answered on these days."""
    days = {"sent_on": on, "answered_on": answered or None, "promised_on": on, "purge_on": "2027-11-25"}
    kept = {"mark": os.urandom(16), "owner_key": b"", "snapshot": b"", "nonce": ""}
    Share.objects.create(team=team, **{**kept, **days, "news_for_team": not answered, **more})


def test_what_waits_is_late_from_the_day_after_the_promise(teams: tuple[Team, Team]) -> None:
    team, other = teams
    sent(team, "2026-11-24", promised_on="2026-11-24")
    sent(team, "2026-11-24", promised_on="2026-11-25")
    sent(team, "2026-11-24", "2026-11-24", promised_on="2026-11-24")
    sent(team, "2026-11-24", promised_on="2026-11-24", state=Share.State.CLOSED)
    sent(other, "2026-11-24", promised_on="2026-11-24")

    with time_machine.travel(WEDNESDAY, tick=False):
        counts = counts_of_team(team)

    assert (counts.open, counts.to_answer, counts.late) == (3, 2, 1)


def test_weeks_count_the_working_days_until_the_first_answer(teams: tuple[Team, Team]) -> None:
    team, other = teams
    for on, answered in (
        ("2026-10-18", ""),  # before the sixth week
        ("2026-10-19", ""),
        ("2026-11-14", "2026-11-16"),  # from a Saturday to the Monday after it
        ("2026-11-16", "2026-11-16"),
        ("2026-11-17", "2026-11-18"),
        ("2026-11-22", "2026-11-27"),  # from a Sunday to the Friday after it
        ("2026-11-23", ""),
    ):
        sent(team, on, answered)
    sent(other, "2026-11-17", "2026-11-20")

    with time_machine.travel(WEDNESDAY, tick=False):
        counts = counts_of_team(team)

    assert counts == Counts(
        team,
        open=7,
        to_answer=3,
        late=3,
        weeks=[
            Week(DAY(2026, 11, 23), came=1, answered=0, days=None),
            Week(DAY(2026, 11, 16), came=3, answered=3, days=1),  # 0, 1 and 5
            Week(DAY(2026, 11, 9), came=1, answered=1, days=1),
            Week(DAY(2026, 11, 2), came=0, answered=0, days=None),
            Week(DAY(2026, 10, 26), came=0, answered=0, days=None),
            Week(DAY(2026, 10, 19), came=1, answered=0, days=None),
        ],
    )


def test_a_lead_sees_the_counts_of_her_own_teams_alone(crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    Member.objects.exclude(user=sofie.helper).update(lead=True)

    pages = [desk_of(who).get("/desk/overview/") for who in (crew, other_crew, sofie)]

    assert [page.status_code for page in pages] == [200, 200, 403]
    assert [[counts.team for counts in page.context["counted"]] for page in pages[:2]] == [
        [crew.team],
        [other_crew.team],
    ]
