"""The lines of the inbox, what belongs in which view of it, and what it tells a helper about herself."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from decision_aids.desk import handling
from decision_aids.desk.inbox import lines_of, rooms_of
from decision_aids.desk.models import Member
from decision_aids.sharing.models import Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_counting import sent
from tests.decision_aids.desk.test_inbox import desk, views_of
from tests.decision_aids.sharing.conftest import Crew, colleague_of

pytestmark = pytest.mark.django_db


def test_a_line_tells_whether_the_promise_passed_or_ends_today_and_whose_it_is(crew: Crew) -> None:
    sofie, today = colleague_of(crew, "Sofie"), timezone.localdate()
    days = [today + datetime.timedelta(days=number) for number in (-1, 0, 1)]
    for promised in days:
        sent(crew.team, str(today), promised_on=promised)
    for more in ({"news_for_team": False}, {"state": Share.State.CLOSED}):
        for promised in days[:2]:
            sent(crew.team, str(today), promised_on=promised, **more)
    late, due, early, *rest = Share.objects.order_by("-news_for_team", "-state", "promised_on")
    handling.claim(late, crew.helper)
    handling.claim(due, sofie.helper)
    shares = [Share.objects.get(pk=one.pk) for one in (late, due, early, *rest)]

    lines = lines_of(desk(crew), shares)
    assert [(line.share, line.late, line.due, line.helper, line.mine) for line in lines] == [
        (late, True, False, "Noord", True),
        (due, False, True, "Sofie", False),
        *((one, False, False, "", False) for one in (early, *rest)),
    ]


def test_what_rests_waits_in_no_other_view_and_the_last_closed_stands_first(crew: Crew) -> None:
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    sent(crew.team, str(today), str(today), rests_until=tomorrow)
    sent(crew.team, str(today), str(today))
    for back in (2, 0, 1):
        sent(crew.team, str(today - datetime.timedelta(days=back)), state=Share.State.CLOSED)

    assert views_of(crew) == {"free": 1, "all": 1, "waiting": 1, "later": 1, "closed": 3}
    closed = [(today - share.sent_on).days for share in rooms_of(desk(crew), "closed")]
    assert closed == [0, 1, 2]


def test_an_absence_is_hers_alone_and_she_can_be_back_sooner(crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    sofie, today = colleague_of(crew, "Sofie"), timezone.localdate()
    Member.objects.create(team=other_crew.team, user=crew.helper)

    def absences() -> list[tuple[str, datetime.date | None]]:
        rows = Member.objects.order_by("team", "user").values_list("user__first_name", "away_until")
        return list(rows)

    client, hers = desk_of(crew), desk_of(sofie)
    hers.post("/desk/away/", {"until": str(today)})
    assert 'name="back"' not in client.get("/desk/").content.decode()
    client.post("/desk/away/", {"until": str(today)})
    away = absences()
    shown = ['name="back"' in one.get("/desk/").content.decode() for one in (client, hers)]
    client.post("/desk/away/", {"back": "1"})

    assert away == [("Noord", today), ("Sofie", today), ("Noord", today), ("Zuid", None)]
    assert shown == [True, True]
    assert absences() == [("Noord", None), ("Sofie", today), ("Noord", None), ("Zuid", None)]


def test_the_inbox_names_the_teams_whose_key_she_misses(crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    Member.objects.create(team=other_crew.team, user=crew.helper)
    client = desk_of(crew)

    before = client.get("/desk/").context["locked_out"]
    crew.team.epochs.update(retired=True)  # renewed, and she was given nothing of the new one

    assert (before, client.get("/desk/").context["locked_out"]) == (["Zuid"], ["Noord", "Zuid"])
