"""What stands around a page of the desk: the menu of who may see what, and nothing of it while the desk is locked."""

from __future__ import annotations

import re

import pytest

from decision_aids.desk.models import Member
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import Crew, colleague_of

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'<li><a href="(/desk/[^"]*)"( aria-current="page")?>([^<]*?)\s*</a>')
MENU = [
    ("/desk/", "", "Postvak"),
    ("/desk/appointments/", "", "Afspraken"),
    ("/desk/invite/", "", "Uitnodigen"),
    ("/desk/keys/", ' aria-current="page"', "Sleutels"),
]


def test_the_menu_tells_where_she_is_and_leads_only_a_lead_to_the_overview(crew: Crew, desk_of: Unlock) -> None:
    lead = colleague_of(crew, "Sofie")
    Member.objects.filter(user=lead.helper).update(lead=True)

    helper, leading = (ENTRY.findall(desk_of(who).get("/desk/keys/").content.decode()) for who in (crew, lead))

    assert helper == MENU
    assert leading == [*MENU, ("/desk/overview/", "", "Overzicht")]


def test_a_locked_desk_has_no_menu_and_nothing_to_lock(crew: Crew, desk_of: Unlock) -> None:
    locked = sign_in(crew).get("/desk/unlock/").content.decode()
    opened = desk_of(crew).get("/desk/").content.decode()

    assert [(ENTRY.findall(page) == [], "/desk/lock/" in page) for page in (locked, opened)] == [
        (True, False),
        (False, True),
    ]
