"""Appointments: offered at the desk, picked in her space, cancelled by either; sealed, and never twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from decision_aids.desk.appointments import marks_of
from decision_aids.desk.inbox import rooms_of
from decision_aids.desk.keyring import room_key_for
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.agenda import Slot, slots_in
from decision_aids.sharing.appointments import taken_elsewhere
from decision_aids.sharing.models import Agenda, HeldTime, Share, Team
from decision_aids.sharing.services import withdraw_share
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.database_dump import all_rows, byte_strings
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_hostile import dangers
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
SUNDAY = "2026-11-22 09:00Z"
NONCES = (f"{number:032x}" for number in range(1_000_000))


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    """A Sunday in November, ten o'clock in Brussels, before anybody begins."""
    with time_machine.travel(SUNDAY, tick=False):
        yield


@pytest.fixture
def talk(_sunday: None, writer: Visitor, crew: Crew) -> Share:
    """A question that was sent."""
    ask(writer, crew, "Kunnen we eens praten?")
    return Share.objects.get()


def offer(client: Client, share: Share, *times: tuple[str, str], **more: str) -> Any:
    """Offer times at the desk, as (day, hour)."""
    data = {"minutes": "30", "way": "phone", "place": "Ik bel je op 0470 11 22 33", "nonce": next(NONCES), **more}
    for row, (day, time) in enumerate(times, start=1):
        data |= {f"day_{row}": day, f"time_{row}": time}
    return client.post(f"/desk/{share.pk}/offer/", data)


def slots_of(crew: Crew, share: Share) -> list[Slot]:
    return slots_in(share, room_key_for(crew.helper, crew.secret, share))


def states(crew: Crew, share: Share) -> list[tuple[str, str]]:
    return [(slot.starts.strftime("%d %H:%M"), slot.state) for slot in slots_of(crew, share)]


def page_of(share: Share) -> str:
    return f"/nl/s/share/{share.short}/appointment/"


def pick(visitor: Visitor, share: Share, slot: Slot, **more: str) -> int:
    visitor.open("/nl/s/share/new/1/")  # a page of hers with a form, and so with the token of her space
    visitor.send({"slot": slot.id, "nonce": next(NONCES), **more}, address=page_of(share))
    return visitor.page.status_code


TUESDAY, FRIDAY = ("2026-11-24", "14:00"), ("2026-11-27", "09:30")


@pytest.fixture
def agreed(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> tuple[Client, Slot]:
    """The desk at which Tuesday was offered, and that time, which she picked."""
    client = desk_of(crew)
    offer(client, talk, TUESDAY)
    (slot,) = slots_of(crew, talk)
    assert pick(writer, talk, slot) == 200
    return client, slot


def test_she_picks_one_of_the_times_and_both_see_it(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    client = desk_of(crew)

    assert offer(client, talk, TUESDAY, FRIDAY).status_code == 302
    writer.open(f"/nl/s/share/{talk.short}/")
    assert "Je kunt een tijd kiezen om te praten" in writer.html
    writer.open(page_of(talk))
    assert writer.html.index("Dinsdag 24 november, 14:00 tot 14:30") < writer.html.index("Vrijdag 27 november")
    assert "Telefoon, met Noord" in writer.html
    assert pick(writer, talk, slots_of(crew, talk)[0]) == 200

    assert states(crew, talk) == [("24 14:00", "picked")]
    assert "Je hebt een afspraak" in writer.html
    desk = client.get(f"/desk/{talk.pk}/").content.decode()
    assert "Dinsdag 24 november, 14:00 tot 14:30" in desk
    coming = client.get("/desk/appointments/").content.decode()
    assert "Dinsdag 24 november, 14:00 tot 14:30" in coming
    talk.refresh_from_db()
    assert (talk.news_for_team, talk.answered_on) == (True, datetime.date(2026, 11, 22))


def test_an_offer_counts_as_an_answer(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    offer(desk_of(crew), talk, TUESDAY)

    talk.refresh_from_db()
    assert (talk.news_for_team, talk.news_for_owner) == (False, True)


@pytest.mark.parametrize("side", ["visitor", "helper"])
def test_either_cancels_with_a_word_and_the_time_is_free_again(
    writer: Visitor, crew: Crew, talk: Share, agreed: tuple[Client, Slot], side: str
) -> None:
    client, slot = agreed
    assert HeldTime.objects.count() == 2

    given = {"slot": slot.id, "word": "Ik ben ziek", "nonce": next(NONCES)}
    if side == "visitor":
        writer.send({**given, "cancel": "1"}, address=page_of(talk))
    else:
        client.post(f"/desk/{talk.pk}/cancel/", given)

    assert states(crew, talk) == [("24 14:00", "cancelled")]
    assert HeldTime.objects.count() == 0
    writer.open(page_of(talk))
    assert "Ik ben ziek" in writer.html
    assert "Ik ben ziek" in client.get(f"/desk/{talk.pk}/").content.decode()
    assert "24 november" not in client.get("/desk/appointments/").content.decode()


def test_a_word_that_is_too_long_is_given_back_and_cancels_nothing(
    crew: Crew, talk: Share, agreed: tuple[Client, Slot]
) -> None:
    client, slot = agreed

    refused = client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "word": "x" * 301, "nonce": next(NONCES)})

    shown = refused.content.decode()
    assert (refused.status_code, states(crew, talk)) == (422, [("24 14:00", "picked")])
    assert f"{'x' * 301}</textarea>" in shown
    assert "Hier is plaats voor 300 tekens. Je schreef er 301." in shown
    assert f'href="#id_{slot.id}_word"' in shown
    assert f'id="id_{slot.id}_word"' in shown


def test_what_was_cancelled_cannot_be_cancelled_or_picked_again(
    writer: Visitor, crew: Crew, talk: Share, agreed: tuple[Client, Slot]
) -> None:
    client, slot = agreed
    client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "nonce": next(NONCES)})

    again = client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "nonce": next(NONCES)})
    assert again.status_code == 409
    assert pick(writer, talk, slot) == 409
    assert pick(writer, talk, slot, cancel="1") == 409
    assert states(crew, talk) == [("24 14:00", "cancelled")]


def test_a_time_that_has_passed_cannot_be_picked(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    offer(desk_of(crew), talk, ("2026-11-22", "10:30"))
    slot = slots_of(crew, talk)[0]
    writer.open(page_of(talk))
    shown = slot.id in writer.html

    with time_machine.travel("2026-11-22 09:30Z", tick=False):
        assert pick(writer, talk, slot) == 409
        assert "Deze tijd is voorbij." in writer.html
        writer.open(page_of(talk))

    assert (shown, slot.id in writer.html) == (True, False)
    assert states(crew, talk) == [("22 10:30", "offered")]


def test_a_time_taken_back_cannot_be_picked(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    client = desk_of(crew)
    offer(client, talk, TUESDAY, FRIDAY)
    first, second = slots_of(crew, talk)

    client.post(f"/desk/{talk.pk}/cancel/", {"slot": first.id, "nonce": next(NONCES), "offered": "1"})

    assert pick(writer, talk, first) == 409
    assert states(crew, talk) == [("27 09:30", "offered")]
    assert pick(writer, talk, second) == 200


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ([], "day_1"),
        ([("2026-11-22", "09:45")], "day_1"),  # passed
        ([("2026-11-24", "14:10")], "time_1"),  # no quarter
        ([("2026-11-24", "")], "time_1"),
        ([("", "14:00")], "day_1"),
        ([("2027-03-28", "02:30")], "time_1"),  # the clock jumps
        ([("2027-02-01", "14:00")], "day_1"),  # too far ahead
        ([("2026-11-24", "14:00"), ("2026-11-24", "14:15")], "day_2"),  # the second begins within the first
        ([("x", "y")], "day_1"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(
    crew: Crew, talk: Share, desk_of: Unlock, times: list[tuple[str, str]], field: str
) -> None:
    response = offer(desk_of(crew), talk, *times)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_offer_{field}"' in page
    assert "0470 11 22 33" in page
    assert slots_of(crew, talk) == []


def test_the_same_offer_sent_twice_is_made_once(crew: Crew, talk: Share, desk_of: Unlock) -> None:
    client = desk_of(crew)

    both = [offer(client, talk, TUESDAY, nonce="ab" * 16) for _ in range(2)]

    assert [response.status_code for response in both] == [302, 302]
    assert states(crew, talk) == [("24 14:00", "offered")]


def test_nothing_is_offered_in_a_closed_talk_and_no_more_than_it_holds(
    crew: Crew, talk: Share, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    for day in range(23, 27):
        offer(client, talk, *((f"2026-11-{day}", f"{hour}:00") for hour in (10, 11, 12)))
    assert offer(client, talk, FRIDAY).status_code == 409
    assert len(slots_of(crew, talk)) == 12
    client.post(f"/desk/{talk.pk}/close/", {"seen": "1"})

    assert offer(client, talk, FRIDAY).status_code == 409


@pytest.fixture
def second_talk(talk: Share, crew: Crew, aid: Any) -> tuple[Visitor, Share]:
    """Another visitor of the same team."""
    stranger = Visitor()
    stranger.start(aid)
    ask(stranger, crew, "Ik ook graag")
    return stranger, Share.objects.exclude(pk=talk.pk).get()


def test_a_helper_is_at_one_place_at_a_time_across_talks(
    writer: Visitor, crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], desk_of: Unlock
) -> None:
    client, (stranger, other) = desk_of(crew), second_talk
    offer(client, talk, TUESDAY)
    offer(client, other, ("2026-11-24", "14:15"), FRIDAY)
    wanted, free = slots_of(crew, other)
    assert pick(writer, talk, slots_of(crew, talk)[0]) == 200

    assert pick(stranger, other, wanted) == 409
    assert "Deze tijd is niet meer vrij." in stranger.html
    assert (wanted.id in stranger.html, free.id in stranger.html) == (False, True)
    assert taken_elsewhere(slots_of(crew, other)) == {wanted.id}
    assert offer(client, other, ("2026-11-24", "14:00")).status_code == 422
    assert pick(stranger, other, free) == 200


def test_another_helper_may_be_busy_at_the_same_time(
    writer: Visitor, crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], desk_of: Unlock
) -> None:
    sofie, (stranger, other) = colleague_of(crew, "Sofie"), second_talk
    offer(desk_of(crew), talk, TUESDAY)
    offer(desk_of(sofie), other, TUESDAY)

    assert pick(writer, talk, slots_of(crew, talk)[0]) == 200
    assert pick(stranger, other, slots_of(crew, other)[0]) == 200
    mine = desk_of(sofie).get("/desk/appointments/").content.decode()
    assert mine.index("met Sofie") < mine.index("met Noord")


def test_times_of_a_team_that_left_the_room_cannot_be_picked(
    writer: Visitor, crew: Crew, other_crew: Crew, talk: Share, desk_of: Unlock
) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    slot = slots_of(crew, talk)[0]
    Share.objects.update(team=other_crew.team)

    assert pick(writer, talk, slot) == 409
    assert slot.id not in writer.html


def test_another_visitor_reaches_no_time_of_hers(
    writer: Visitor, crew: Crew, talk: Share, second_talk: tuple[Visitor, Share], desk_of: Unlock
) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    slot, (stranger, other) = slots_of(crew, talk)[0], second_talk

    assert pick(stranger, other, slot) == 409
    stranger.open("/nl/s/keep/")
    own_form = {"token": stranger.hidden["token"], "nonce": next(NONCES)}
    stranger.send({**own_form, "slot": slot.id}, address=page_of(talk))
    assert stranger.page.status_code == 404
    stranger.open(f"{page_of(talk)}{slot.id}/")
    assert stranger.page.status_code == 404
    assert states(crew, talk) == [("24 14:00", "offered")]


@pytest.mark.parametrize("slot", ["", "x", "0" * 16, "../..", "0" * 40])
def test_a_forged_time_is_refused(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock, slot: str) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    writer.open(page_of(talk))

    writer.send({"slot": slot, "nonce": next(NONCES)}, address=page_of(talk))

    assert writer.page.status_code in (409, 422)
    assert states(crew, talk) == [("24 14:00", "offered")]


@pytest.mark.parametrize("alarm", ["", "?alarm=1"])
def test_the_file_for_her_calendar_tells_only_when(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock, alarm: str
) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    slot = slots_of(crew, talk)[0]
    writer.open(f"{page_of(talk)}{slot.id}/")
    assert writer.page.status_code == 404  # not picked yet
    pick(writer, talk, slot)

    writer.open(f"{page_of(talk)}{slot.id}/{alarm}")

    event = Calendar.from_ical(writer.page.content).walk("VEVENT")[0]
    said = {"UID", "SUMMARY", "CLASS", "DTSTAMP", "DTSTART", "DTEND"}
    assert set(event) == said
    assert str(event["SUMMARY"]) == "Afspraak"
    assert event.decoded("DTSTART") == datetime.datetime(2026, 11, 24, 13, tzinfo=datetime.UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(minutes=30)
    assert len(Calendar.from_ical(writer.page.content).walk("VALARM")) == bool(alarm)
    file = writer.page.content.decode()
    assert not [word for word in ("0470", "Noord", "testserver", "Hulp", "http", slot.id) if word in file]
    assert writer.page.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    assert writer.page.headers["Cache-Control"] == "no-store"


def test_a_copy_of_the_database_tells_no_time_no_place_and_no_helper(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    offer(client, talk, TUESDAY, FRIDAY)
    one = len(bytes(Agenda.objects.get().sealed))
    pick(writer, talk, slots_of(crew, talk)[1])
    rows = all_rows(("sharing_agenda", "sharing_heldtime", "sharing_message", "sharing_share"))
    stored = byte_strings(rows, of_visitors=True)

    for hint in (b"09:30", b"2026-11-27", b"0470", b"Noord", b"phone", b"picked"):
        assert not [value for value in stored if hint in value]
    assert len(bytes(Agenda.objects.get().sealed)) == one  # as long with one time as with two
    assert {len(bytes(tag)) for tag in HeldTime.objects.values_list("tag", flat=True)} == {33}
    # Whoever knows the helper and the time still cannot make the mark.
    stranger = OpenDesk(crew.helper, b"\0" * 32, 0)
    assert not HeldTime.objects.filter(
        tag__in=[bytes.fromhex(mark) for mark in marks_of(stranger, slots_of(crew, talk)[0])]
    ).exists()


def test_nothing_is_left_when_she_takes_it_back(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    pick(writer, talk, slots_of(crew, talk)[0])

    withdraw_share(talk)

    assert (Agenda.objects.count(), HeldTime.objects.count()) == (0, 0)


def test_an_older_agenda_cannot_be_put_back_in_place_of_a_newer_one(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    offer(client, talk, TUESDAY)
    old = bytes(Agenda.objects.get().sealed)
    offer(client, talk, FRIDAY)

    Agenda.objects.update(sealed=old)

    assert client.get("/desk/appointments/").status_code == 200
    assert "24 november" not in client.get("/desk/appointments/").content.decode()
    writer.open(page_of(talk))
    assert writer.page.status_code == 500


def test_what_has_passed_is_forgotten_at_the_next_change(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock
) -> None:
    offer(desk_of(crew), talk, TUESDAY)
    with time_machine.travel("2026-11-25 09:00Z", tick=False):
        offer(desk_of(crew), talk, FRIDAY)

    assert states(crew, talk) == [("27 09:30", "offered")]


def test_a_helper_who_takes_back_what_was_picked_meanwhile_is_told_and_cancels_nothing(
    crew: Crew, talk: Share, agreed: tuple[Client, Slot]
) -> None:
    client, slot = agreed

    late = client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "nonce": next(NONCES), "offered": "1"})

    assert late.status_code == 409
    assert "De bezoeker koos deze tijd intussen." in late.content.decode()
    assert states(crew, talk) == [("24 14:00", "picked")]


def test_a_supervisor_sees_appointments_and_offers_none(crew: Crew, talk: Share, desk_of: Unlock) -> None:
    boss = colleague_of(crew, "Bea")
    boss.team.members.filter(user=boss.helper).update(reads_only=True)
    offer(desk_of(crew), talk, TUESDAY)
    client = desk_of(boss)

    assert "24 november" in client.get(f"/desk/{talk.pk}/").content.decode()
    assert offer(client, talk, FRIDAY).status_code == 410
    slot = slots_of(crew, talk)[0]
    assert client.post(f"/desk/{talk.pk}/cancel/", {"slot": slot.id, "nonce": next(NONCES)}).status_code == 410


def test_a_list_of_many_appointments_costs_no_more_queries_than_one(
    writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock, django_assert_num_queries: Any
) -> None:
    client = desk_of(crew)
    offer(client, talk, TUESDAY)
    client.get("/desk/appointments/")
    with django_assert_num_queries(_counted(client)):
        client.get("/desk/appointments/")
    for number in range(3):
        ask(writer, crew, f"Nog een vraag {number}")
    few = _counted(client)

    for day, share in enumerate(Share.objects.exclude(pk=talk.pk), start=25):
        offer(client, share, (f"2026-11-{day}", "10:00"), (f"2026-11-{day}", "11:00"))

    assert client.get("/desk/appointments/").content.decode().count("Telefoon, met Noord") == 7
    assert _counted(client) == few


def _counted(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get("/desk/appointments/")
    return len(queries)


def test_hostile_words_stay_words_on_every_screen(writer: Visitor, crew: Crew, talk: Share, desk_of: Unlock) -> None:
    client = desk_of(crew)
    for text in [text for text in HOSTILE if "\x00" not in text][::8]:
        response = offer(client, talk, TUESDAY, place=text[:300])
        assert response.status_code in (302, 422)
        assert dangers(response.content.decode()) == []
        for slot in slots_of(crew, talk):
            if slot.state == "cancelled":
                continue
            pick(writer, talk, slot)
            pages = [writer.html, client.get(f"/desk/{talk.pk}/").content.decode()]
            pages.append(client.get("/desk/appointments/").content.decode())
            writer.send(
                {"slot": slot.id, "word": text[:300], "nonce": next(NONCES), "cancel": "1"}, address=page_of(talk)
            )
            pages += [writer.html, client.get(f"/desk/{talk.pk}/").content.decode()]
            assert [dangers(page) for page in pages] == [[]] * 5
        Agenda.objects.all().delete()
        HeldTime.objects.all().delete()


def test_offers_of_other_teams_do_not_come_up(crew: Crew, other_crew: Crew, talk: Share, desk_of: Unlock) -> None:
    offer(desk_of(crew), talk, TUESDAY)

    assert "24 november" not in desk_of(other_crew).get("/desk/appointments/").content.decode()
    assert list(rooms_of(OpenDesk(other_crew.helper, other_crew.secret, 0))) == []
    assert Team.objects.count() == 2
