"""Another team for a room: nobody new reads before she says yes, and the first team reads nothing after she says stop."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from decision_aids.desk import keyring, renewal
from decision_aids.desk.models import Draft, Handling, Looking, Member, PrivateNote
from decision_aids.desk.notes import write_note
from decision_aids.sharing import referrals
from decision_aids.sharing.models import Message, ReaderKey, Referral, Share, Team, TeamEpoch
from decision_aids.sharing.rooms import open_room
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of
from tests.decision_aids.sharing.test_readers import add_to, enter
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
LETTER = "Lieve ik, dit is geheim."
REASON = "Zuid weet hier meer van. Nee is ook goed."


@pytest.fixture
def share(writer: Visitor, crew: Crew, other_crew: Crew) -> Share:
    """Something that she asked the first team."""
    ask(writer, crew, "Wie kan mij helpen?", "my-letter")
    return Share.objects.get()


def propose(client: Client, share: Share, to: Crew, **more: str) -> Any:
    """Fill in the form of the desk."""
    data = {"team": str(to.team.pk), "reason": REASON, "nonce": "ab" * 16, **more}
    return client.post(f"/desk/{share.pk}/refer/", data)


def answer(visitor: Visitor, share: Share, word: str) -> Any:
    """Open the page of the proposal and press one of its buttons."""
    visitor.open(f"/nl/s/share/{share.short}/team/")
    return visitor.send({word: "1"})


def reads(client: Client, share: Share) -> bool:
    page = client.get(f"/desk/{share.pk}/")
    assert page.status_code in (200, 410)
    return LETTER in page.content.decode()


def test_a_proposal_lets_nobody_in(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first, second = desk_of(crew), desk_of(other_crew)

    assert propose(first, share, other_crew).status_code == 302

    assert (reads(first, share), reads(second, share)) == (True, False)
    assert set(ReaderKey.objects.values_list("epoch__team", flat=True)) == {crew.team.pk}
    row = Referral.objects.get()
    assert REASON.encode() not in bytes(row.reason)
    writer.open(f"/nl/s/share/{share.short}/team/")
    for text in ("Zuid", REASON, "Wij lezen mee.", "Mijn brief"):
        assert text in writer.html


def test_a_team_of_a_partner_organisation_is_told_as_such_before_anything_goes_to_it(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    Team.objects.filter(pk=other_crew.team.pk).update(organisation="Huis Zuid")
    client = desk_of(crew)
    assert "Zuid (Huis Zuid)</option>" in client.get(f"/desk/{share.pk}/").content.decode()
    propose(client, share, other_crew)

    for address in (f"/nl/s/share/{share.short}/team/", "/nl/s/share/new/1/"):
        writer.open(address)
        assert "Zuid (Huis Zuid)" in writer.html
        assert "Noord (" not in writer.html


def test_with_her_yes_the_other_team_answers_and_the_first_reads_along(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first, second = desk_of(crew), desk_of(other_crew)
    first.post(f"/desk/{share.pk}/claim/")
    first.post(f"/desk/{share.pk}/say/", {"about": "note", "text": "Onder ons van Noord", "nonce": "cd" * 16})
    propose(first, share, other_crew)
    Member.objects.update(untold=False)

    answer(writer, share, "yes")

    share.refresh_from_db()
    assert (share.team, share.news_for_team, share.state) == (other_crew.team, True, "open")
    assert (reads(first, share), reads(second, share)) == (True, True)
    assert list(Member.objects.filter(untold=True).values_list("user", flat=True)) == [other_crew.helper.pk]
    assert Handling.objects.get(share=share).helper is None
    assert "Onder ons van Noord" not in second.get(f"/desk/{share.pk}/").content.decode()
    assert "Onder ons van Noord" in first.get(f"/desk/{share.pk}/").content.decode()
    late = first.post(f"/desk/{share.pk}/say/", {"text": "Nog van Noord", "nonce": "ef" * 16, "seen": "1"})
    assert late.status_code == 410
    assert second.post(f"/desk/{share.pk}/claim/").status_code == 302
    assert [client.get("/desk/?view=all").content.count(b"entry__title") for client in (first, second)] == [0, 1]
    assert [client.get("/desk/?view=along").content.count(b"entry__title") for client in (first, second)] == [1, 0]


def test_when_she_says_stop_the_first_team_holds_nothing_any_more(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first, second = desk_of(crew), desk_of(other_crew)
    write_note(share, crew.helper, crew.secret, nonce="aa" * 16, text="Onder ons", who="Noord")
    first.post(f"/desk/{share.pk}/say/", {"text": "Half af", "nonce": "ac" * 16, "draft": "1"})
    propose(first, share, other_crew)
    answer(writer, share, "yes")
    open_page = first.get(f"/desk/{share.pk}/").content.decode()
    write_note(Share.objects.get(), other_crew.helper, other_crew.secret, nonce="bb" * 16, text="Nieuw", who="Zuid")

    writer.open(f"/nl/s/share/{share.short}/team/{crew.team.pk}/stop/")
    writer.send()

    assert LETTER in open_page
    assert (reads(first, share), reads(second, share)) == (False, True)
    assert set(ReaderKey.objects.values_list("epoch__team", flat=True)) == {other_crew.team.pk}
    assert set(PrivateNote.objects.values_list("epoch__team", flat=True)) == {other_crew.team.pk}
    assert not Draft.objects.exists()
    with pytest.raises(keyring.NotGranted):
        keyring.room_key_for(crew.helper, crew.secret, share)
    assert "Noord</b> kan" not in writer.html
    assert first.get("/desk/?view=along").content.count(b"entry__title") == 0


def test_when_a_team_leaves_who_answers_in_the_next_one_keeps_her_draft(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    sofie = colleague_of(crew, "Sofie")
    Member.objects.create(team=other_crew.team, user=sofie.helper)
    first, both = desk_of(crew), desk_of(sofie)
    for client in (first, both):
        client.get(f"/desk/{share.pk}/")
        client.post(f"/desk/{share.pk}/say/", {"text": "Half af", "nonce": "ac" * 16, "draft": "1"})
    propose(first, share, other_crew)
    answer(writer, share, "yes")

    def there() -> list[set[str]]:
        return [set(rows.objects.values_list("user__first_name", flat=True)) for rows in (Draft, Looking)]

    before = there()
    writer.open(f"/nl/s/share/{share.short}/team/{crew.team.pk}/stop/")
    writer.send()

    assert (before, there()) == ([{"Noord", "Sofie"}] * 2, [{"Sofie"}] * 2)


def test_no_changes_nothing_for_anybody(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first, second = desk_of(crew), desk_of(other_crew)
    propose(first, share, other_crew)
    before = Share.objects.values().get()

    answer(writer, share, "no")

    after = Share.objects.values().get()
    assert {name for name in after if after[name] != before[name]} <= {"news_for_owner"}
    assert (reads(first, share), reads(second, share)) == (True, False)
    assert not Referral.objects.exists()
    assert propose(first, share, other_crew, nonce="12" * 16).status_code == 302


def test_the_proposed_team_must_be_one_that_can_be_reached_and_reads_nothing_yet(
    share: Share, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first = desk_of(crew)

    assert propose(first, share, crew).status_code == 422
    TeamEpoch.objects.filter(team=other_crew.team).update(stale=True)
    assert propose(first, share, other_crew).status_code == 422

    assert not Referral.objects.exists()


def test_a_key_that_went_stale_meanwhile_is_not_sealed_to_and_she_is_told(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    propose(desk_of(crew), share, other_crew)
    TeamEpoch.objects.filter(team=other_crew.team).update(stale=True)

    page = answer(writer, share, "yes")

    assert page.status_code == 503
    assert set(ReaderKey.objects.values_list("epoch__team", flat=True)) == {crew.team.pk}


def test_a_swapped_key_of_the_other_team_gets_nothing(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    propose(desk_of(crew), share, other_crew)
    TeamEpoch.objects.filter(team=other_crew.team).update(public=bytes(32))

    assert answer(writer, share, "yes").status_code == 503
    assert set(ReaderKey.objects.values_list("epoch__team", flat=True)) == {crew.team.pk}


def test_only_she_answers_a_proposal(share: Share, crew: Crew, other_crew: Crew, desk_of: Unlock, aid: Any) -> None:
    propose(desk_of(crew), share, other_crew)
    stranger = Visitor()
    stranger.start(aid)
    token = stranger.hidden["token"]

    for path in (f"/nl/s/share/{share.short}/team/", f"/nl/s/share/{share.short}/team/{crew.team.pk}/stop/"):
        data = {"yes": "1", "team": str(other_crew.team.pk), "nonce": "ab" * 16, "token": token}
        assert stranger.client.post(path, data).status_code == 404
        assert Client(headers={"sec-fetch-site": "same-origin"}).post(path, data).status_code == 302
        assert REASON not in stranger.client.get(path).content.decode()

    assert Referral.objects.exists()


def test_the_answer_to_another_proposal_than_she_saw_is_refused(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    propose(desk_of(crew), share, other_crew)
    writer.open(f"/nl/s/share/{share.short}/team/")

    page = writer.send({"yes": "1", "team": str(crew.team.pk)})

    assert page.status_code == 409
    assert Referral.objects.exists()


def test_a_proposal_taken_back_cannot_be_answered_any_more(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first = desk_of(crew)
    propose(first, share, other_crew)
    writer.open(f"/nl/s/share/{share.short}/team/")
    assert first.post(f"/desk/{share.pk}/refer/back/").status_code == 302

    assert writer.send({"yes": "1"}).status_code == 409
    assert first.post(f"/desk/{share.pk}/refer/back/").status_code == 409


def test_a_room_with_a_proposal_is_not_closed_and_a_closed_one_gets_none(
    share: Share, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    first = desk_of(crew)
    propose(first, share, other_crew)
    assert first.post(f"/desk/{share.pk}/close/", {"seen": "1"}).status_code == 409
    first.post(f"/desk/{share.pk}/refer/back/")
    assert first.post(f"/desk/{share.pk}/close/", {"seen": "1"}).status_code == 302

    assert propose(first, share, other_crew, nonce="12" * 16).status_code == 409
    assert not Referral.objects.exists()


def test_a_renewed_key_of_a_team_that_reads_along_leaves_no_old_way_in(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    propose(desk_of(crew), share, other_crew)
    answer(writer, share, "yes")

    renewal.renew_team_key(crew.team, crew.helper, crew.secret)

    assert set(ReaderKey.objects.values_list("epoch__team", "epoch__number")) == {
        (crew.team.pk, 2),
        (other_crew.team.pk, 1),
    }
    for one in (crew, other_crew):
        assert open_room(share, keyring.room_key_for(one.helper, one.secret, Share.objects.get())).snapshot.answers


def test_what_happened_is_told_to_her_and_to_both_teams(
    share: Share, writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    propose(desk_of(crew), share, other_crew)
    answer(writer, share, "yes")
    key = keyring.room_key_for(crew.helper, crew.secret, share)
    referrals.stop(Share.objects.get(), key, crew.team.pk, nonce="99" * 16)

    room = open_room(Share.objects.get(), key)

    assert [(said.event, said.text) for said in room.thread if said.event not in ("", "opened")] == [
        ("proposed", "Zuid"),
        ("referred", "Zuid"),
        ("stopped", "Noord"),
    ]
    assert Message.objects.filter(side=Message.Side.NOTE).count() == len(room.thread) - 1


def test_she_can_take_the_last_team_out_and_keep_the_room_for_whom_she_invited(
    share: Share, writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    desk = desk_of(crew)
    desk.post(f"/desk/{share.pk}/claim/")
    desk.post(f"/desk/{share.pk}/say/", {"about": "", "text": "Wij zijn er.", "nonce": "cd" * 16})
    stop = f"/nl/s/share/{share.short}/team/{crew.team.pk}/stop/"
    writer.open(stop)
    assert writer.address == f"/nl/s/share/{share.short}/"  # nobody else reads: taking the whole of it back is there
    reader = enter(add_to(writer, share, "Jan", may="comment"))
    writer.open(f"/nl/s/share/{share.short}/")
    assert stop in writer.html

    writer.open(stop)
    assert "Wie je uitnodigde nog wel." in writer.html
    writer.send({})

    share.refresh_from_db()
    assert (share.team, share.promised_on, share.news_for_team) == (None, None, False)
    assert not ReaderKey.objects.exists()
    assert not Handling.objects.exists()
    assert not reads(desk, share)
    assert f"{share.pk}" not in desk.get("/desk/").content.decode()
    reader.open("/nl/s/in/read/")
    writer.open(f"/nl/s/share/{share.short}/")
    for page in (reader.html, writer.html):
        assert "Wij zijn er." in page
        assert "Jan" in page
