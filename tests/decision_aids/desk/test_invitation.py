"""A helper's invitation: it begins an aid once, tells nothing of who used it, and leads to that helper only if she chose so."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from decision_aids.desk.handling import claim
from decision_aids.desk.models import Handling, Member
from decision_aids.sharing import invitations
from decision_aids.sharing.models import Invitation, Share
from decision_aids.sharing.signals import meant_for
from decision_aids.spaces.models import OneTimeCode, Space
from decision_aids.spaces.purging import purge_all
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.database_dump import all_rows
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_at_once import at_once, statuses, twin
from tests.decision_aids.desk.test_hostile import dangers
from tests.decision_aids.sharing.conftest import Crew, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
WORDS = re.compile(r'translate="no">((?:[a-z]+ ){9}[a-z]+)<')
PAGE = "/nl/s/share/begin/"


def invite(client: Client, aid: Any, **more: str) -> Any:
    """Fill in the form of the desk."""
    member = str(Member.objects.get(user=client.session["_auth_user_id"]).pk)
    data = {"aid": f"{aid.translation_key} nl", "team": member, "note": "Tot dinsdag!", "days": "14", **more}
    return client.post("/desk/invite/", data)


def code_of(client: Client, aid: Any, **more: str) -> str:
    """The code on the page of a new invitation."""
    return CODE.findall(invite(client, aid, **more).content.decode())[0]


def come(code: str, choice: str = "") -> Visitor:
    """Somebody types the code, looks, chooses and begins."""
    visitor = Visitor()
    visitor.open(PAGE)
    visitor.send({"code": code})
    if 'name="begin"' in visitor.html:
        visitor.send({"begin": "1", **({"attach": choice} if choice else {})})
    return visitor


def write_and_ask(visitor: Visitor, crew: Crew, **more: str) -> Share:
    """Send a question, with what stands in the form already."""
    visitor.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": "Dag!", **more}
    visitor.send({**chosen, "preview": "1"})
    visitor.send({**chosen, "send": "1"})
    return Share.objects.get()


def test_an_invitation_shows_a_code_a_link_and_a_picture_and_begins_the_aid(
    aid: Any, crew: Crew, desk_of: Unlock
) -> None:
    page = invite(desk_of(crew), aid).content.decode()
    code = CODE.findall(page)[0]

    assert f"http://testserver{PAGE}#{code.replace('-', '')}" in page
    assert 'src="data:image/svg+xml' in page
    assert "Tot dinsdag!" in page
    visitor = Visitor()
    visitor.open(PAGE)
    visitor.send({"code": code.lower().replace("-", " ")})
    assert "Tot dinsdag!" in visitor.html
    assert not Space.objects.exists()
    visitor.send({"begin": "1"})
    assert visitor.page.status_code == 200
    assert (Space.objects.count(), Invitation.objects.count(), OneTimeCode.objects.count()) == (1, 0, 0)


def test_the_ten_words_of_an_invitation_begin_the_aid_too(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    said = WORDS.findall(invite(desk_of(crew), aid).content.decode())
    assert len(said) == 1

    visitor = come(said[0].upper().replace(" ", ", "), "yes")

    assert visitor.page.status_code == 200
    assert (Space.objects.count(), OneTimeCode.objects.count()) == (1, 0)
    assert come(said[0]).page.status_code == 422


def test_the_address_and_the_database_tell_nothing_of_the_note_or_the_code(
    aid: Any, crew: Crew, desk_of: Unlock
) -> None:
    page = invite(desk_of(crew), aid, note="Over je zwangerschap").content.decode()
    code, words = CODE.findall(page)[0], WORDS.findall(page)[0]

    assert "keuze" not in PAGE
    stored = repr(all_rows(("sharing_", "spaces_")))
    for text in (code, code.replace("-", ""), words, words.replace(" ", ""), "Over je zwangerschap"):
        assert text not in stored


def test_nobody_is_chosen_beforehand_and_without_a_choice_she_goes_alone(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    visitor = Visitor()
    visitor.open(PAGE)
    visitor.send({"code": code_of(client, aid)})
    assert not re.search(r'name="attach"[^>]*\schecked', visitor.html)

    for choice in ("", "no"):
        alone = come(code_of(client, aid), choice)
        alone.open("/nl/s/share/new/1/")
        assert 'name="first"' not in alone.html
        assert not re.search(r'name="team"[^>]*\schecked', alone.html)


def test_who_chose_the_helper_is_proposed_that_team_and_her_room_is_the_helpers(
    aid: Any, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    visitor = come(code_of(client, aid), "yes")
    visitor.open("/nl/s/share/new/1/")
    assert re.search(rf'name="team" value="{crew.team.pk}"[^>]*\schecked', visitor.html)
    assert "Noord" in visitor.html

    share = write_and_ask(visitor, crew, first="on")

    assert Handling.objects.get(share=share).helper == crew.helper
    assert client.get("/desk/?view=mine").content.count(b"entry__title") == 1


@pytest.mark.parametrize(
    "why", ["she did not want it", "another team", "away", "away today", "gone", "reads only", "not a member"]
)
def test_a_room_goes_to_nobody_first_unless_she_wants_it_and_the_helper_is_there(
    aid: Any, crew: Crew, other_crew: Crew, desk_of: Unlock, why: str
) -> None:
    sofie = colleague_of(crew, "Sofie")
    visitor = come(code_of(desk_of(sofie), aid), "yes")
    member = Member.objects.filter(user=sofie.helper)
    if why == "away":
        member.update(away_until=timezone.localdate() + datetime.timedelta(days=3))
    elif why == "away today":
        member.update(away_until=timezone.localdate())
    elif why == "reads only":
        member.update(reads_only=True)
    elif why == "gone":
        type(sofie.helper).objects.filter(pk=sofie.helper.pk).update(is_active=False)
    elif why == "not a member":
        member.update(team=other_crew.team)

    first = {} if why == "she did not want it" else {"first": "on"}
    share = write_and_ask(visitor, other_crew if why == "another team" else crew, **first)

    assert not Handling.objects.filter(share=share, helper__isnull=False).exists()


def test_a_room_that_somebody_took_is_not_taken_from_her(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    share = write_and_ask(come(code_of(desk_of(crew), aid), "yes"), crew)
    claim(share, sofie.helper)

    meant_for.send(Share, share=share, helper=crew.helper.pk)

    assert Handling.objects.get(share=share).helper == sofie.helper


def test_the_link_leads_to_the_aid_in_its_own_language_whatever_the_helper_reads(
    aid: Any, crew: Crew, desk_of: Unlock
) -> None:
    UserProfile.objects.create(user=crew.helper, preferred_language="fr")

    page = invite(desk_of(crew), aid).content.decode()

    assert '<html lang="fr"' in page
    assert re.findall(r"/(\w+)/s/share/begin/", page) == ["nl"] * page.count("/s/share/begin/") != []


def test_a_code_works_once_and_not_after_it_was_taken_back_or_past_its_day(
    aid: Any, crew: Crew, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    used, back, late = (code_of(client, aid) for _ in range(3))
    come(used)
    one = re.findall(r'name="one" value="([0-9a-f-]{36})"', invite(client, aid).content.decode())[0]
    client.post("/desk/invite/back/", {"one": one})
    assert invitations.open_of(crew.helper) == 2
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=15)):
        assert come(late).page.status_code == 422
    client.post("/desk/invite/back/")

    refusals = [come(code) for code in (used, back, "0000-0000-0000-0000-0000", "kort")]

    assert [visitor.page.status_code for visitor in refusals] == [422] * 4
    assert [visitor.cookie for visitor in refusals] == [""] * 4
    assert invitations.open_of(crew.helper) == 0


def test_a_helper_sees_only_how_many_are_open_and_only_of_her_own(
    aid: Any, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    client, other = desk_of(crew), desk_of(other_crew)
    codes = [code_of(client, aid) for _ in range(3)]
    come(codes[0], "yes")

    page = client.get("/desk/invite/").content.decode()

    assert "2 uitnodigingen" in page
    assert not any(CODE.search(page) or code in page for code in codes)
    assert "uitnodigingen" not in other.get("/desk/invite/").content.decode().split("<main")[1]
    other.post("/desk/invite/back/", {"one": str(Invitation.objects.first().pk)})
    other.post("/desk/invite/back/", {"one": "niets"})
    assert invitations.open_of(crew.helper) == 2


def test_an_invitation_of_a_helper_who_left_opens_nothing(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    code = code_of(desk_of(crew), aid)
    crew.helper.is_active = False
    crew.helper.save()

    assert come(code).page.status_code == 422


def test_who_only_reads_along_or_is_in_another_team_invites_for_nobody(
    aid: Any, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    theirs = str(Member.objects.get(user=other_crew.helper).pk)
    client = desk_of(crew)
    assert invite(client, aid, team=theirs).status_code == 422
    Member.objects.filter(user=crew.helper).update(reads_only=True)

    assert invite(client, aid).status_code == 422
    assert not Invitation.objects.exists()


def test_past_ones_are_purged(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    code_of(desk_of(crew), aid, days="7")

    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=9)):
        purge_all()

    assert (Invitation.objects.count(), OneTimeCode.objects.count()) == (0, 0)


def test_hostile_notes_stay_text_for_both(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    for text in HOSTILE[::9]:
        page = invite(client, aid, note=text)
        if page.status_code == 422:
            continue
        html = page.content.decode()
        visitor = Visitor()
        visitor.open(PAGE)
        visitor.send({"code": CODE.findall(html)[0]})
        assert (dangers(html), dangers(visitor.html)) == ([], [])
        Invitation.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_code_at_once_one_begins(aid: Any, crew: Crew, desk_of: Unlock) -> None:
    code = code_of(desk_of(crew), aid)
    first = Visitor()
    first.open(PAGE)
    first.send({"code": code})
    tabs = [twin(first), twin(first), twin(first)]

    pages = at_once(*(lambda tab=tab: tab.send({"begin": "1"}) for tab in tabs))

    assert sorted(statuses(pages)) in ([200, 409, 409], [200, 409, 422], [200, 422, 422])
    assert Space.objects.count() == 1
