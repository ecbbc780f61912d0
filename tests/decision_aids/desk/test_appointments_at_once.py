"""Picking and cancelling at the same moment: one winner, the other is told, and what is kept fits with what was said."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from decision_aids.desk.keyring import room_key_for
from decision_aids.sharing.agenda import Slot, slots_in
from decision_aids.sharing.models import Agenda, HeldTime, Message, Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_appointments import NONCES, offer, page_of
from tests.decision_aids.desk.test_at_once import at_once, post, statuses, twin
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
NEXT_WEEK = (timezone.localdate() + datetime.timedelta(days=7)).isoformat()


@pytest.fixture
def talk(writer: Visitor, crew: Crew, desk_of: Unlock) -> Share:
    """A talk in which two times are on offer."""
    ask(writer, crew, "Kunnen we eens praten?")
    share = Share.objects.get()
    offer(desk_of(crew), share, (NEXT_WEEK, "10:00"), (NEXT_WEEK, "11:00"))
    return share


def slots_of(crew: Crew, share: Share) -> list[Slot]:
    return slots_in(share, room_key_for(crew.helper, crew.secret, share))


def states(crew: Crew, share: Share) -> list[str]:
    return [slot.state for slot in slots_of(crew, share)]


def events() -> int:
    return Message.objects.filter(side=Message.Side.NOTE).count()


def picks(visitor: Visitor, share: Share, slot: Slot, nonce: str = "", **more: str) -> Callable[[], Any]:
    """Pick in a tab of its own."""
    visitor.open("/nl/s/share/new/1/")
    tab, given = twin(visitor), {"slot": slot.id, "nonce": nonce or next(NONCES), **more}
    return lambda: tab.send(given, address=page_of(share))


def test_a_double_click_picks_once(writer: Visitor, crew: Crew, talk: Share) -> None:
    slot, before = slots_of(crew, talk)[0], events()

    pages = at_once(*(picks(writer, talk, slot, "ab" * 16) for _ in range(3)))

    assert statuses(pages) == [200, 200, 200]
    assert (states(crew, talk), events(), HeldTime.objects.count()) == (["picked"], before + 1, 2)


@pytest.mark.parametrize("same", [True, False])
def test_of_two_picks_one_wins_and_the_other_is_told(writer: Visitor, crew: Crew, talk: Share, same: bool) -> None:
    first, second = slots_of(crew, talk)

    pages = at_once(picks(writer, talk, first), picks(writer, talk, first if same else second))

    assert sorted(statuses(pages)) == [200, 409]
    (told,) = (page.content.decode() for page in pages if page.status_code == 409)
    assert "Deze tijd is niet meer vrij." in told
    assert (states(crew, talk), HeldTime.objects.count()) == (["picked"], 2)


def test_both_cancel_and_one_of_them_is_told(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    slot, client, before = slots_of(crew, talk)[0], desk_of(crew), events()
    picks(writer, talk, slot)()

    hers, theirs = at_once(
        picks(writer, talk, slot, cancel="1"), post(client, talk, "cancel", slot=slot.id, nonce=next(NONCES))
    )

    assert (hers.status_code, theirs.status_code) in ((200, 409), (409, 302))
    assert "al afgezegd" in (hers if hers.status_code == 409 else theirs).content.decode()
    assert (states(crew, talk), events(), HeldTime.objects.count()) == (["cancelled"], before + 2, 0)


@pytest.mark.parametrize("attempt", range(2))
def test_a_pick_while_it_is_taken_back_is_either_and_never_both(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock, attempt: int
) -> None:
    slot, client = slots_of(crew, talk)[0], desk_of(crew)

    picked, back = at_once(
        picks(writer, talk, slot), post(client, talk, "cancel", slot=slot.id, nonce=next(NONCES), offered="1")
    )

    got = (picked.status_code, back.status_code, states(crew, talk))
    assert got in ((200, 409, ["picked"]), (409, 302, ["offered"]))


@pytest.mark.parametrize("attempt", range(2))
def test_of_two_rooms_that_pick_one_hour_of_a_helper_one_has_it(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock, aid: Any, attempt: int
) -> None:
    stranger = Visitor()
    stranger.start(aid)
    ask(stranger, crew, "Ik ook graag")
    other = Share.objects.exclude(pk=talk.pk).get()
    offer(desk_of(crew), other, (NEXT_WEEK, "10:15"))
    mine, theirs = slots_of(crew, talk)[0], slots_of(crew, other)[0]

    pages = at_once(picks(writer, talk, mine), picks(stranger, other, theirs))

    assert sorted(statuses(pages)) == [200, 409]
    assert [*states(crew, talk), *states(crew, other)].count("picked") == 1
    assert HeldTime.objects.count() == 2


def test_nothing_is_left_of_a_pick_while_it_is_taken_back_whole(writer: Visitor, crew: Crew, talk: Share) -> None:
    slot = slots_of(crew, talk)[0]
    picked = picks(writer, talk, slot)
    writer.open(f"/nl/s/share/{talk.short}/withdraw/")
    tab = twin(writer)

    pages = at_once(picked, tab.send)

    assert pages[1].status_code == 200
    assert statuses(pages)[0] in (200, 404, 409, 410)
    counted = [model.objects.count() for model in (Share, Agenda, HeldTime, Message)]
    assert counted == [0, 0, 0, 0]


def test_two_offers_at_once_are_both_kept(crew: Crew, talk: Share, desk_of: Unlock) -> None:
    client = desk_of(crew)
    given = {"minutes": "30", "way": "phone", "day_1": NEXT_WEEK}

    done = at_once(
        *(post(client, talk, "offer", nonce=next(NONCES), time_1=time, **given) for time in ("14:00", "15:00", "16:00"))
    )

    assert statuses(done) == [302, 302, 302]
    assert len(slots_of(crew, talk)) == 5
