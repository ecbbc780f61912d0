"""Two people, or one person twice, act at the same moment: one outcome each, the other is told, nobody gets an error.

On PostgreSQL with connections of their own; on SQLite the same, where one simply waits for the other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from decision_aids.desk import handling, keyring, renewal
from decision_aids.desk.models import Grant, Handling, Member
from decision_aids.sharing.models import Message, ReaderKey, Share, TeamEpoch
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, add_helper, ask, colleague_of
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """Do these at the same moment, each on a thread and a connection of its own; gives results or exceptions."""
    gate = threading.Barrier(len(acts))

    def one(act: Act) -> Any:
        try:
            gate.wait(timeout=20)
            return act()
        except Exception as error:  # noqa: BLE001 (the test looks at what went wrong)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def twin(visitor: Visitor) -> Visitor:
    """The same browser in another tab."""
    other = Visitor(cookie=visitor.cookie)
    other.page, other.address = visitor.page, visitor.address
    return other


def statuses(pages: list[Any]) -> list[Any]:
    return [getattr(page, "status_code", page) for page in pages]


def post(client: Client, share: Share, act: str, **data: str) -> Act:
    """A post to the desk; the client is copied, so that each thread has its own."""
    own = Client()
    own.cookies.update(client.cookies)
    return lambda: own.post(f"/desk/{share.pk}/{act}/", data)


def test_a_double_click_on_send_makes_one_share(writer: Visitor, crew: Crew) -> None:
    writer.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": "Twee keer geklikt", "answers": [block_id("my-letter")]}
    tabs = [twin(writer) for _ in range(3)]
    nonce = writer.hidden["nonce"]

    pages = at_once(*(lambda tab=tab: tab.send({**chosen, "nonce": nonce, "send": "1"}) for tab in tabs))

    assert statuses(pages) == [200, 200, 200]
    assert (Share.objects.count(), Message.objects.count(), ReaderKey.objects.count()) == (1, 1, 1)


def test_a_double_click_on_a_message_says_it_once(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Eerst dit")
    writer.open(f"/nl/s/share/{Share.objects.get().short}/")
    tabs, nonce = [twin(writer) for _ in range(3)], writer.hidden["nonce"]

    pages = at_once(*(lambda tab=tab: tab.send({"text": "Nog iets", "nonce": nonce}) for tab in tabs))

    assert statuses(pages) == [200, 200, 200]
    assert Message.objects.filter(side="o").count() == 2


@pytest.mark.parametrize("attempt", range(2))
def test_a_reply_while_it_is_taken_back_is_sent_or_refused(
    writer: Visitor, crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    ask(writer, crew, "Misschien toch niet", "my-letter")
    share, client = Share.objects.get(), desk_of(crew)
    writer.open(f"/nl/s/share/{share.short}/withdraw/")

    withdrawn, replied, opened = at_once(
        twin(writer).send,
        post(client, share, "say", text="Dank je", nonce="ab" * 16),
        post(client, share, "claim"),
    )

    assert statuses([withdrawn]) == [200]
    assert set(statuses([replied, opened])) <= {302, 409, 410}
    assert (Share.objects.count(), Message.objects.count(), ReaderKey.objects.count()) == (0, 0, 0)
    assert client.get(f"/desk/{share.pk}/").status_code == 410


@pytest.mark.parametrize("attempt", range(2))
def test_closing_while_she_writes_leaves_what_she_wrote_to_be_answered(
    writer: Visitor, crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    ask(writer, crew, "Eerste vraag")
    share, client = Share.objects.get(), desk_of(crew)
    writer.open(f"/nl/s/share/{share.short}/")
    tab = twin(writer)

    wrote, closed = at_once(lambda: tab.send({"text": "Tweede vraag"}), post(client, share, "close", seen="1"))

    assert statuses([wrote]) == [200]
    assert statuses([closed])[0] in (302, 409)
    share.refresh_from_db()
    assert (share.state, share.news_for_team, share.messages.filter(side="o").count()) == ("open", True, 2)


def test_one_of_two_who_claim_wins_and_the_other_is_told(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), colleague_of(crew, "Lies")
    ask(writer, crew, "Wie neemt dit?")
    share = Share.objects.get()
    clients = [desk_of(one) for one in (crew, sofie, lies)]

    pages = at_once(*(post(client, share, "claim") for client in clients))

    assert sorted(statuses(pages)) == [302, 409, 409]
    winner = Handling.objects.get(share=share).helper
    told = [page.content.decode() for page in pages if page.status_code == 409]
    assert [f"{winner.first_name} " in page for page in told] == [True, True]


def test_one_of_two_who_answer_is_told_that_the_other_did(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie = colleague_of(crew, "Sofie")
    ask(writer, crew, "Twee antwoorden?")
    share = Share.objects.get()
    first, second = desk_of(crew), desk_of(sofie)

    post(first, share, "say", text="Ik was eerst", nonce="ab" * 16, seen="1")()
    late = post(second, share, "say", text="Ik ook", nonce="cd" * 16, seen="1")()

    assert late.status_code == 409
    assert "Ik ook" in late.content.decode()
    assert share.messages.filter(side="t").count() == 1


@pytest.mark.parametrize("attempt", range(2))
def test_a_share_sent_while_the_key_is_renewed_is_never_sealed_to_the_old_one(
    writer: Visitor, crew: Crew, attempt: int
) -> None:
    ask(writer, crew, "Al verstuurd")
    writer.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": "Onderweg", "nonce": writer.hidden["nonce"], "send": "1"}
    tab = twin(writer)

    sent, new = at_once(lambda: tab.send(chosen), lambda: renewal.renew_team_key(crew.team, crew.helper, crew.secret))

    assert isinstance(new, TeamEpoch)
    assert statuses([sent])[0] in (200, 503)
    assert {reader.epoch.number for reader in ReaderKey.objects.select_related("epoch")} == {2}
    for share in Share.objects.all():
        assert keyring.room_key_for(crew.helper, crew.secret, share)


def test_of_two_renewals_at_once_one_wins(crew: Crew) -> None:
    sofie = colleague_of(crew, "Sofie")

    done = at_once(
        lambda: renewal.renew_team_key(crew.team, crew.helper, crew.secret),
        lambda: renewal.renew_team_key(crew.team, sofie.helper, sofie.secret),
    )

    numbers = sorted(epoch.number for epoch in done if isinstance(epoch, TeamEpoch))
    assert numbers in ([2], [2, 3])
    assert all(isinstance(one, TeamEpoch | keyring.NotGranted) for one in done)
    assert crew.team.epochs.filter(retired=False).count() == 1


def test_a_key_given_while_it_is_renewed_is_the_new_one_or_none(crew: Crew) -> None:
    lies, epoch = add_helper(crew, "Lies"), crew.team.current_epoch()

    at_once(
        lambda: keyring.grant_to(crew.helper, crew.secret, epoch, lies.helper),
        lambda: renewal.renew_team_key(crew.team, crew.helper, crew.secret),
    )

    now = crew.team.current_epoch()
    assert now.number == 2
    assert set(Grant.objects.values_list("epoch", flat=True)) == {now.pk}


def test_a_member_removed_while_she_shares_reads_nothing_new(writer: Visitor, crew: Crew) -> None:
    sofie = colleague_of(crew, "Sofie")
    writer.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": "Onderweg", "nonce": writer.hidden["nonce"], "send": "1"}
    tab = twin(writer)

    sent, removed = at_once(lambda: tab.send(chosen), lambda: Member.objects.get(user=sofie.helper).delete())

    assert statuses([sent])[0] in (200, 422, 503)
    assert not isinstance(removed, Exception)
    assert crew.team.current_epoch().stale
    for share in Share.objects.all():
        with pytest.raises(keyring.NotGranted):
            keyring.room_key_for(sofie.helper, sofie.secret, share)


def test_two_hand_overs_at_once_leave_one_helper(writer: Visitor, crew: Crew) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), colleague_of(crew, "Lies")
    ask(writer, crew, "Voor wie?")
    share = Share.objects.get()

    done = at_once(*(lambda to=to: handling.hand_over(share, to) for to in (sofie.helper, lies.helper)))

    assert done == [None, None]
    assert Handling.objects.get(share=share).helper in (sofie.helper, lies.helper)
