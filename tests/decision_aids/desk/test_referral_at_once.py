"""A referral and something else at the same moment: one of the two wins, and the other is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from decision_aids.desk import keyring, renewal
from decision_aids.desk.models import Handling
from decision_aids.sharing.models import ReaderKey, Referral, Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_at_once import at_once, post, statuses, twin
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("attempt", range(2))]


def proposed(writer: Visitor, crew: Crew, other_crew: Crew, client: Client) -> Share:
    """A room in which another team was proposed; her browser stands on the page that asks."""
    ask(writer, crew, "Wie kan mij helpen?", "my-letter")
    share = Share.objects.get()
    assert post(client, share, "refer", **form(other_crew))().status_code == 302
    writer.open(f"/nl/s/share/{share.short}/team/")
    return share


def form(to: Crew, nonce: str = "ab") -> dict[str, str]:
    return {"team": str(to.team.pk), "reason": "Zij weten meer.", "nonce": nonce * 16}


def teams_reading() -> set[Any]:
    return set(ReaderKey.objects.values_list("epoch__team", flat=True))


def test_a_referral_while_closing(writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Wie kan mij helpen?")
    share, first, second = Share.objects.get(), desk_of(crew), desk_of(sofie)

    referred, closed = at_once(post(first, share, "refer", **form(other_crew)), post(second, share, "close", seen="1"))

    assert sorted(statuses([referred, closed])) == [302, 409]
    won = referred.status_code == 302
    share.refresh_from_db()
    assert (Referral.objects.exists(), share.state) == ((True, "open") if won else (False, "closed"))
    told = (closed if won else referred).content.decode()
    assert 'class="notice' in told


def test_her_yes_while_it_is_taken_back(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    client = desk_of(crew)
    share, tab = proposed(writer, crew, other_crew, client), twin(writer)

    yes, taken = at_once(lambda: tab.send({"yes": "1"}), post(client, share, "refer/back"))

    share.refresh_from_db()
    assert not Referral.objects.exists()
    if share.team == other_crew.team:
        assert statuses([yes, taken])[0] == 200
        assert taken.status_code in (409, 410)
        assert teams_reading() == {crew.team.pk, other_crew.team.pk}
    else:
        assert statuses([yes, taken]) == [409, 302]
        assert teams_reading() == {crew.team.pk}


def test_her_yes_while_the_first_team_closes(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    client = desk_of(crew)
    share, tab = proposed(writer, crew, other_crew, client), twin(writer)

    yes, closed = at_once(lambda: tab.send({"yes": "1"}), post(client, share, "close", seen="1"))

    share.refresh_from_db()
    assert statuses([yes]) == [200]
    assert closed.status_code in (409, 410)
    assert (share.team, share.state) == (other_crew.team, "open")


def test_yes_twice_and_no_at_once(writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int) -> None:
    proposed(writer, crew, other_crew, desk_of(crew))
    tabs = [twin(writer) for _ in range(3)]
    again = {"yes": "1", "nonce": "cd" * 16}

    pages = at_once(lambda: tabs[0].send(again), lambda: tabs[1].send(again), lambda: tabs[2].send({"no": "1"}))

    share = Share.objects.get()
    said_yes = share.team == other_crew.team
    assert statuses(pages) == ([200, 200, 409] if said_yes else [409, 409, 200])
    assert teams_reading() == ({crew.team.pk, other_crew.team.pk} if said_yes else {crew.team.pk})


def test_her_yes_while_the_other_team_renews_its_key(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    proposed(writer, crew, other_crew, desk_of(crew))
    tab = twin(writer)

    yes, new = at_once(
        lambda: tab.send({"yes": "1"}),
        lambda: renewal.renew_team_key(other_crew.team, other_crew.helper, other_crew.secret),
    )

    assert new.number == 2
    assert statuses([yes])[0] in (200, 503)
    numbers = set(ReaderKey.objects.filter(epoch__team=other_crew.team).values_list("epoch__number", flat=True))
    assert numbers <= {2}
    if numbers:
        assert keyring.room_key_for(other_crew.helper, other_crew.secret, Share.objects.get())


def test_a_claim_while_she_says_yes_gives_nobody_of_the_first_team_the_room(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    client = desk_of(crew)
    share, tab = proposed(writer, crew, other_crew, client), twin(writer)

    yes, claimed = at_once(lambda: tab.send({"yes": "1"}), post(client, share, "claim"))

    assert statuses([yes]) == [200]
    assert statuses([claimed])[0] in (302, 410)
    assert not Handling.objects.filter(share=share, helper__isnull=False).exists()
