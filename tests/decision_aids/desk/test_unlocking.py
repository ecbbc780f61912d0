"""The cookie of an open desk: for this browser and this helper alone, until it is locked, idle, or a day old."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decision_aids.desk.models import DeskSlot
from decision_aids.desk.unlocking import purge_desks
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import Crew, colleague_of

pytestmark = pytest.mark.django_db


def cookie_of(client: Client) -> dict[str, Any]:
    """How the cookie was left in this browser."""
    morsel = client.cookies["d"]
    return {"empty": morsel.value == "", **{name: given for name, given in morsel.items() if given != ""}}


def test_the_cookie_is_for_the_server_alone_and_locking_takes_it_away(crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    opened = cookie_of(client)

    client.post("/desk/lock/")

    alone = {"path": "/", "httponly": True, "samesite": "Strict"}
    assert opened == {"empty": False, **alone}
    assert cookie_of(client) == {"empty": True, "max-age": 0, "expires": "Thu, 01 Jan 1970 00:00:00 GMT", **alone}
    assert DeskSlot.objects.count() == 0


def test_the_cookie_of_a_colleague_opens_no_desk(crew: Crew, desk_of: Unlock) -> None:
    thief = sign_in(colleague_of(crew, "Sofie"))
    thief.cookies["d"] = desk_of(crew).cookies["d"].value

    assert thief.get("/desk/").headers["Location"] == "/desk/unlock/"


def test_an_idle_desk_leaves_nothing_and_others_stay_open(crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
        idle = desk_of(crew)
        clock.shift(datetime.timedelta(minutes=15))
        desk_of(other_crew)
        idle.get("/desk/")

    assert list(DeskSlot.objects.values_list("user", flat=True)) == [other_crew.helper.pk]


def test_what_was_never_locked_goes_after_its_day(crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    today = timezone.localdate()
    for who, day in ((crew, today), (other_crew, today - datetime.timedelta(days=1))):
        desk_of(who)
        DeskSlot.objects.filter(user=who.helper).update(purge_on=day)

    assert (purge_desks(today), list(DeskSlot.objects.values_list("user", flat=True))) == (1, [crew.helper.pk])
