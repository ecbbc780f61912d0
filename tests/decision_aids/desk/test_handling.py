"""Who takes care of a talk: to whom it can be given, who is away where, and who is seen to be looking."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk import handling
from decision_aids.desk.models import Handling, Looking, Member
from decision_aids.desk.notes import notes_on
from decision_aids.sharing.models import Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_counting import sent
from tests.decision_aids.desk.test_inbox import desk
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
ROOM_KEY = bytes(range(32))


@pytest.fixture
def two(crew: Crew) -> list[Share]:
    """Two talks of one team."""
    for _talk in range(2):
        sent(crew.team, "2026-11-20")
    return list(Share.objects.order_by("pk"))


@pytest.mark.parametrize("why", ["reads only", "switched off", "left"])
def test_a_talk_is_not_given_to_a_colleague_who_cannot_answer_it(
    crew: Crew, other_crew: Crew, two: list[Share], why: str
) -> None:
    sofie = colleague_of(crew, "Sofie")
    handling.hand_over(two[0], sofie.helper)
    if why == "reads only":
        Member.objects.filter(user=sofie.helper).update(reads_only=True)
    elif why == "switched off":
        User.objects.filter(pk=sofie.helper.pk).update(is_active=False)
    else:
        Member.objects.filter(user=sofie.helper).update(team=other_crew.team)

    with pytest.raises(handling.NotInTeam):
        handling.hand_over(two[1], sofie.helper)

    assert list(Handling.objects.values_list("share", "helper")) == [(two[0].pk, sofie.helper.pk)]


def test_who_is_away_for_another_team_keeps_what_she_took_here(crew: Crew, other_crew: Crew, two: list[Share]) -> None:
    sofie = colleague_of(crew, "Sofie")
    Member.objects.create(team=other_crew.team, user=crew.helper, away_until=timezone.localdate())
    handling.claim(two[0], crew.helper)

    with pytest.raises(handling.Taken):
        handling.claim(two[0], sofie.helper)

    taken = [handling.is_taken(Share.objects.get(pk=two[0].pk), who.helper) for who in (crew, sofie)]
    assert (taken, Handling.objects.get().helper) == ([False, True], crew.helper)


def test_what_was_taken_back_is_neither_claimed_given_nor_put_off(crew: Crew, two: list[Share]) -> None:
    gone = Share.objects.get(pk=two[0].pk)
    Share.objects.filter(pk=gone.pk).delete()

    for act in (
        lambda: handling.claim(gone, crew.helper),
        lambda: handling.hand_over(gone, crew.helper),
        lambda: handling.put_off(gone, timezone.localdate() + datetime.timedelta(days=1)),
    ):
        with pytest.raises(Share.DoesNotExist):
            act()

    assert list(Share.objects.values_list("pk", "rests_until")) == [(two[1].pk, None)]


def test_a_colleague_is_seen_to_look_for_five_minutes(crew: Crew, two: list[Share]) -> None:
    sofie = colleague_of(crew, "Sofie")
    seen = []
    with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
        handling.note_looking(two[0], ROOM_KEY, desk(sofie))
        for minutes in (5, 1):
            clock.shift(datetime.timedelta(minutes=minutes))
            seen.append(handling.note_looking(two[0], ROOM_KEY, desk(crew)))
        other = handling.note_looking(two[1], ROOM_KEY, desk(crew))

    assert (seen, other) == ([["Sofie"], []], [])


def test_who_opens_another_talk_looks_at_that_one_alone_and_colleagues_look_on(crew: Crew, two: list[Share]) -> None:
    sofie = colleague_of(crew, "Sofie")
    for who in (crew, sofie):
        for share in two:
            handling.note_looking(share, ROOM_KEY, desk(who))

    handling.stop_looking(crew.helper, but=two[1])

    looking = Looking.objects.order_by("user", "share").values_list("user__first_name", "share")
    assert list(looking) == [("Noord", two[1].pk), ("Sofie", two[0].pk), ("Sofie", two[1].pk)]


def test_a_talk_is_given_back_to_the_team_and_the_note_tells_who_gave_it_to_whom(
    writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Nieuw")
    share, client = Share.objects.get(), desk_of(crew)
    to = {"Sofie": Member.objects.get(user=sofie.helper).pk, "": ""}

    given = []
    for number, (_name, member) in enumerate(to.items()):
        client.post(f"/desk/{share.pk}/hand/", {"to": member, "note": f"Nota {number}", "nonce": f"{number:032x}"})
        given.append(Handling.objects.get().helper)
    refused = client.post(
        f"/desk/{share.pk}/hand/", {"to": Member.objects.get(user=crew.helper).pk, "note": "", "nonce": "cd" * 16}
    )

    assert (given, refused.status_code) == ([sofie.helper, None], 422)
    told = [(note.text, note.who, note.event, note.to) for note in notes_on(share, crew.helper, crew.secret)]
    assert told == [("Nota 0", "Noord", "handed", "Sofie"), ("Nota 1", "Noord", "handed", "")]
