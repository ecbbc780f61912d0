"""A helper's own times over all her rooms: which come up, in which order, and what they leave free."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client

from decision_aids.desk.appointments import coming_up
from decision_aids.desk.offering import AHEAD_DAYS, calling_off
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.agenda import Slot
from decision_aids.sharing.models import Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_appointments import (
    FRIDAY,
    NONCES,
    TUESDAY,
    _sunday,
    agreed,
    offer,
    pick,
    second_talk,
    slots_of,
    states,
    talk,
)
from tests.decision_aids.desk.test_referral import answer, propose
from tests.decision_aids.sharing.conftest import Crew, colleague_of
from tests.factories.visitors import Visitor

__all__ = ["_sunday", "agreed", "second_talk", "talk"]

pytestmark = pytest.mark.django_db


def times_of(who: Crew) -> list[str]:
    """When something comes up for a helper, in the order in which she sees it."""
    return [one.slot.starts.strftime("%d %H:%M") for one in coming_up(OpenDesk(who.helper, who.secret, 0))]


def test_times_of_all_rooms_come_up_in_order(
    crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], desk_of: Unlock
) -> None:
    client = desk_of(crew)
    offer(client, talk, FRIDAY, ("2026-11-23", "16:00"))
    offer(client, second_talk[1], TUESDAY)

    assert times_of(crew) == ["23 16:00", "24 14:00", "27 09:30"]


def test_a_time_comes_up_and_can_be_called_off_until_it_ends(
    crew: Crew, talk: Share, agreed: tuple[Client, Slot]
) -> None:
    def shown() -> tuple[list[str], list[Slot]]:
        return times_of(crew), [slot for slot, _form in calling_off(slots_of(crew, talk), None)]

    with time_machine.travel("2026-11-24 13:29Z", tick=False):
        during = shown()
    with time_machine.travel("2026-11-24 13:30Z", tick=False):
        after = shown()

    assert (during, after) == ((["24 14:00"], slots_of(crew, talk)), ([], []))


def test_times_of_the_team_before_do_not_come_up_for_the_next_one(
    writer: Visitor, crew: Crew, other_crew: Crew, talk: Share, agreed: tuple[Client, Slot]
) -> None:
    propose(agreed[0], talk, other_crew)
    before = [times_of(one) for one in (crew, other_crew)]

    answer(writer, talk, "yes")

    assert (before, [times_of(one) for one in (crew, other_crew)]) == ([["24 14:00"], []], [[], []])
    assert states(other_crew, Share.objects.get()) == [("24 14:00", "picked")]


def test_an_appointment_of_a_colleague_leaves_her_own_time_free(
    crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], agreed: tuple[Client, Slot], desk_of: Unlock
) -> None:
    sofie, other = colleague_of(crew, "Sofie"), second_talk[1]
    client = desk_of(sofie)

    answers = [offer(client, share, TUESDAY).status_code for share in (talk, other)]

    assert answers == [302, 302]
    assert [slot.who for share in (talk, other) for slot in slots_of(crew, share)] == ["Noord", "Sofie", "Sofie"]


def test_a_time_that_was_cancelled_can_be_offered_again(crew: Crew, talk: Share, agreed: tuple[Client, Slot]) -> None:
    client, slot = agreed
    client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "nonce": next(NONCES)})

    assert offer(client, talk, TUESDAY).status_code == 302
    assert states(crew, talk) == [("24 14:00", "cancelled"), ("24 14:00", "offered")]


@pytest.mark.parametrize(
    ("days", "time", "taken"),
    [(0, "10:00", False), (0, "10:15", True), (AHEAD_DAYS, "10:15", True), (AHEAD_DAYS + 1, "10:15", False)],
)
def test_a_time_lies_after_now_and_within_sixty_days(
    crew: Crew, talk: Share, desk_of: Unlock, days: int, time: str, taken: bool
) -> None:
    day = datetime.date(2026, 11, 22) + datetime.timedelta(days=days)  # it is ten o'clock

    response = offer(desk_of(crew), talk, (day.isoformat(), time))

    assert (response.status_code, len(slots_of(crew, talk))) == ((302, 1) if taken else (422, 0))


def test_the_page_keeps_her_own_apart_from_what_she_offers_and_what_colleagues_have(
    writer: Visitor, crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], desk_of: Unlock
) -> None:
    stranger, other = second_talk
    clients = {who.helper.first_name: desk_of(who) for who in (crew, colleague_of(crew, "Sofie"))}
    for name, share, visitor, day in (("Noord", talk, writer, "24"), ("Sofie", other, stranger, "25")):
        offer(clients[name], share, (f"2026-11-{day}", "14:00"))
        pick(visitor, share, slots_of(crew, share)[0])
    for name, day in (("Noord", "26"), ("Sofie", "27")):
        offer(clients[name], talk, (f"2026-11-{day}", "14:00"))

    def shown(name: str) -> list[list[int]]:
        context = clients[name].get("/desk/appointments/").context
        return [[one.slot.starts.day for one in context[part]] for part in ("mine", "offered", "others")]

    assert [shown(name) for name in ("Noord", "Sofie")] == [[[24], [26], [25]], [[25], [27], [24]]]


def test_a_time_is_put_in_a_calendar_once_it_is_picked(
    writer: Visitor, crew: Crew, talk: Share, other_crew: Crew, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    offer(client, talk, TUESDAY, FRIDAY)
    slots = slots_of(crew, talk)

    def status(who: Client, slot: str) -> int:
        return who.get(f"/desk/{talk.pk}/calendar/{slot}/").status_code

    offered = [status(client, slot.id) for slot in slots]
    pick(writer, talk, slots[1])
    picked = [status(client, slot) for slot in (slots[0].id, "0" * 16, slots[1].id)]

    assert (offered, picked, status(desk_of(other_crew), slots[1].id)) == ([410, 410], [410, 410, 200], 410)


def test_an_appointment_that_is_over_is_not_called_off_any_more(
    crew: Crew, talk: Share, agreed: tuple[Client, Slot], desk_of: Unlock
) -> None:
    given = {"slot": agreed[1].id, "nonce": next(NONCES)}

    with time_machine.travel("2026-11-24 13:30Z", tick=False):
        late = desk_of(crew).post(f"/desk/{talk.pk}/cancel/", given)

    assert (late.status_code, "Deze tijd is voorbij." in late.content.decode()) == (409, True)
    assert states(crew, talk) == [("24 14:00", "picked")]
