"""Her view of a talk: where it is in words, who opened it, what is new, other contact, and when it is deleted."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from decision_aids.desk.keyring import room_key_for
from decision_aids.sharing.access import room_of
from decision_aids.sharing.models import Message, ReaderKey, Share
from decision_aids.sharing.rooms import Room, open_room
from decision_aids.sharing.services import close_share, note, purge_shares, reopen_share, say, withdraw_share
from decision_aids.sharing.wishes import change_wishes
from decision_aids.spaces.access import OpenSpace
from tests.decision_aids.conftest import block_id
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def key_of(crew: Crew, share: Share) -> bytes:
    """The room key, as the team holds it."""
    return room_key_for(crew.helper, crew.secret, share)


def answer(crew: Crew, share: Share, text: str = "Dag", nonce: str = "ef" * 16) -> bool:
    """The team says something."""
    return say(share, key_of(crew, share), side=Message.Side.TEAM, nonce=nonce, text=text, who="Noord")


def test_the_list_tells_where_each_talk_is(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()

    def listed() -> str:
        writer.open("/nl/s/share/")
        entry = writer.html.split('class="entries"')[1]
        return entry.split('class="tag')[1].split(">")[1].split("<")[0]

    assert listed() == "Verstuurd"
    answer(crew, share)
    assert listed() == "Nieuw antwoord"
    writer.open(f"/nl/s/share/{share.short}/")
    assert listed() == "Beantwoord"
    close_share(share, key_of(crew, share), nonce="aa" * 16, who="Noord", seen=2)
    assert listed() == "Gesloten"


def test_a_talk_that_is_opened_again_waits_for_an_answer_when_she_spoke_last(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()
    Share.objects.update(rests_until=timezone.localdate() + datetime.timedelta(days=3))
    key = key_of(crew, share)
    seen = []

    def look() -> None:
        share.refresh_from_db()
        seen.append((share.state, share.news_for_team, share.rests_until))

    close_share(share, key, nonce="aa" * 16, who="Noord", seen=1)
    look()
    reopen_share(share, key, nonce="ab" * 16, who="Noord")
    look()
    answer(crew, share)
    close_share(share, key, nonce="ac" * 16, who="Noord", seen=2)
    reopen_share(share, key, nonce="ad" * 16, who="Noord")
    look()

    assert seen == [("closed", False, None), ("open", True, None), ("open", False, None)]


def test_the_overview_counts_new_answers_until_they_are_read(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()

    def counted() -> bool:
        writer.open("/nl/s/1/")
        return 'tag--new">1<' in writer.html

    assert not counted()
    answer(crew, share)
    assert counted()
    writer.open(f"/nl/s/share/{share.short}/")
    assert not counted()


def test_she_sees_who_opened_it(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()

    note(share, key_of(crew, share), "opened", nonce="aa" * 16, who="Hanne")
    note(share, key_of(crew, share), "opened", nonce="aa" * 16, who="Hanne")
    writer.open(f"/nl/s/share/{share.short}/")

    assert "Hanne" in writer.html
    assert share.messages.filter(side="n").count() == 1


def test_wishes_for_contact_go_along_in_the_room_alone(writer: Visitor, crew: Crew) -> None:
    wishes = {"ways": ["phone", "meet"], "times": "na 20 uur, 0470 00 00 00", "no_message": "on"}
    ask(writer, crew, "Bel mij", **wishes)

    share = Share.objects.get()
    room = open_room(share, key_of(crew, share))

    assert room.snapshot.wishes == {**wishes, "no_message": True}
    assert not any(b"0470" in bytes(value) for value in (share.snapshot, share.messages.get().sealed))


def test_without_a_way_of_contact_no_number_goes_along(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Alleen hier", times="0470 00 00 00")

    share = Share.objects.get()
    assert open_room(share, key_of(crew, share)).snapshot.wishes == {}


def test_wishes_are_changed_in_the_room_and_nothing_else_with_them(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Bel mij", "my-letter", ways="phone", times="0470 00 00 00")
    share = Share.objects.get()
    answer(crew, share)
    writer.open(f"/nl/s/share/{share.short}/")
    assert "0470 00 00 00" in writer.html
    writer.open(f"/nl/s/share/{share.short}/wishes/")
    chosen = {"ways": ["meet"], "times": "Op <b>school</b>", "no_message": "on", "nonce": "cd" * 16}

    for _ in range(2):
        writer.send(chosen, address=f"/nl/s/share/{share.short}/wishes/")

    share.refresh_from_db()
    room = open_room(share, key_of(crew, share))
    assert room.snapshot.wishes == {"ways": ["meet"], "times": "Op <b>school</b>", "no_message": True}
    assert [one.label for one in room.snapshot.answers] == ["Mijn brief"]
    assert (share.news_for_team, [said.event for said in room.thread if said.event]) == (True, ["wishes"])
    assert "Op &lt;b&gt;school&lt;/b&gt;" in writer.html

    writer.open(f"/nl/s/share/{share.short}/wishes/")
    writer.send({"times": "0470 00 00 00"})
    assert open_room(Share.objects.get(), key_of(crew, share)).snapshot.wishes == {}
    assert "Alleen hier." in writer.html


def test_answers_taken_out_in_another_tab_stay_out_when_wishes_change(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Bel mij", "my-letter")
    old = Share.objects.get()
    writer.open(f"/nl/s/share/{old.short}/change/")
    writer.send({"answers": [], "nonce": "cd" * 16, "send": "1"})

    change_wishes(old, key_of(crew, old), {"ways": ["chat"], "times": "", "no_message": False}, nonce="ce" * 16)

    room = open_room(Share.objects.get(), key_of(crew, old))
    assert (room.snapshot.answers, room.snapshot.wishes["ways"]) == ((), ["chat"])


def test_her_next_message_renews_the_promise_only_after_an_answer(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Op maandag")
    share, monday = Share.objects.get(), datetime.date(2026, 11, 25)
    share.promised_on = monday
    share.save()
    key = key_of(crew, share)
    with time_machine.travel("2026-11-24 09:00Z", tick=False):
        say(share, key, side=Message.Side.OWNER, nonce="aa" * 16, text="Op dinsdag")
        share.refresh_from_db()
        assert (share.promised_on, share.answered_on) == (monday, None)
        answer(crew, share)
    with time_machine.travel("2026-11-26 09:00Z", tick=False):
        say(share, key, side=Message.Side.OWNER, nonce="bb" * 16, text="Op donderdag")

    share.refresh_from_db()
    assert (share.promised_on, share.answered_on) == (datetime.date(2026, 11, 30), datetime.date(2026, 11, 24))


def test_a_message_keeps_a_talk_and_what_happens_in_it_does_not(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share, soon = Share.objects.get(), timezone.localdate() + datetime.timedelta(days=2)
    Share.objects.update(purge_on=soon)

    note(share, key_of(crew, share), "opened", nonce="aa" * 16, who="Hanne")
    share.refresh_from_db()
    assert share.purge_on == soon

    answer(crew, share)
    share.refresh_from_db()
    assert share.purge_on == timezone.localdate() + datetime.timedelta(days=90)


def test_old_talks_go_with_all_that_is_in_them_and_the_others_stay(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Deze blijft")
    kept = Share.objects.get()
    ask(writer, crew, "Deze is oud", "my-letter")
    today = timezone.localdate()
    old = Share.objects.exclude(pk=kept.pk).get()
    Share.objects.filter(pk=old.pk).update(purge_on=today - datetime.timedelta(days=1))

    assert (purge_shares(today), purge_shares(today)) == (1, 0)

    assert list(Share.objects.all()) == [kept]
    assert {message.share_id for message in Message.objects.all()} == {kept.pk}
    assert {reader.share_id for reader in ReaderKey.objects.all()} == {kept.pk}


def test_a_talk_taken_back_in_another_tab_gives_her_text_back(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()
    writer.open(f"/nl/s/share/{share.short}/")
    withdraw_share(share)
    withdraw_share(share)

    writer.send({"text": "Dit mag niet verloren gaan"})

    assert writer.page.status_code == 410
    assert "Dit mag niet verloren gaan" in writer.html
    assert "Je nam dit terug" in writer.html


def test_a_choice_about_a_talk_taken_back_this_very_moment_is_told_so(
    writer: Visitor, crew: Crew, monkeypatch: Any
) -> None:
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()
    writer.open(f"/nl/s/share/{share.short}/paper/")
    monkeypatch.setattr("decision_aids.sharing.guard.room_of", _then_withdrawn(share))

    writer.send({"yes": "1"})

    assert writer.page.status_code == 404
    assert "Dit is er niet meer" in writer.html


def _then_withdrawn(share: Share) -> Any:
    """Opens the room as always, and takes it back right after."""

    def opened(space: OpenSpace, short: str) -> Room | None:
        room = room_of(space, short)
        withdraw_share(share)
        return room

    return opened


def test_what_happened_fills_no_room(writer: Visitor, crew: Crew, monkeypatch: Any) -> None:
    monkeypatch.setattr("decision_aids.sharing.services.MOST_MESSAGES", 2)
    ask(writer, crew, "Een vraag")
    share = Share.objects.get()

    for number in range(4):
        note(share, key_of(crew, share), "opened", nonce=f"{number:032x}", who="Hanne")

    assert answer(crew, share)
    writer.open(f"/nl/s/share/{share.short}/")
    writer.send({"text": "Een te veel"})
    assert writer.page.status_code == 422
    assert "Een te veel" in writer.html


def test_another_visitors_form_mark_does_not_stand_in_the_way(writer: Visitor, crew: Crew, aid: Any) -> None:
    stranger = Visitor()
    stranger.start(aid)
    ask(writer, crew, "Van mij", nonce="ab" * 16)

    ask(stranger, crew, "Van een ander", nonce="ab" * 16)

    assert Share.objects.count() == 2


def write_anew(writer: Visitor, text: str) -> None:
    """Change the letter in her journey."""
    writer.open(f"/nl/s/1/{block_id('mine')[:8]}/")
    writer.send({f"{block_id('my-letter')[:8]}-text": text})


def test_newer_answers_are_shared_only_by_her_own_act_and_after_the_difference(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag", "my-letter")
    share = Share.objects.get()
    answer(crew, share)

    def shared() -> list[str]:
        share.refresh_from_db()
        room = open_room(share, key_of(crew, share))
        return [one.render("text").strip() for one in room.snapshot.answers]

    old = shared()
    write_anew(writer, "Lieve ik, het is anders nu.")
    assert shared() == old
    writer.open(f"/nl/s/share/{share.short}/change/")
    chosen = {"answers": [block_id("my-letter")], "nonce": "cd" * 16}
    writer.send({**chosen, "preview": "1"})
    assert writer.html.index("Lieve ik, dit is geheim.") < writer.html.index("Lieve ik, het is anders nu.")
    assert shared() == old

    writer.send({**chosen, "send": "1"})
    writer.send({**chosen, "send": "1"}, address=f"/nl/s/share/{share.short}/change/")

    assert ["anders nu" in text for text in shared()] == [True]
    assert (share.state, share.news_for_team) == ("open", True)
    assert share.messages.filter(side="n").count() == 1


def test_what_she_takes_out_of_a_share_is_gone_from_it(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een vraag", "my-letter", "who-am-i")
    share = Share.objects.get()
    before = bytes(share.snapshot)

    writer.open(f"/nl/s/share/{share.short}/change/")
    assert writer.html.count(" checked") == 2
    writer.send({"answers": [block_id("who-am-i")], "nonce": "cd" * 16, "send": "1"})

    share.refresh_from_db()
    room = open_room(share, key_of(crew, share))
    assert [one.label for one in room.snapshot.answers] == ["Wie ben je?"]
    assert bytes(share.snapshot) != before


def test_another_visitor_cannot_change_what_is_shared(writer: Visitor, crew: Crew, aid: Any) -> None:
    ask(writer, crew, "Een vraag", "my-letter")
    share, stranger = Share.objects.get(), Visitor()
    stranger.start(aid)

    stranger.open("/nl/s/keep/")
    own_form = {"token": stranger.hidden["token"], "nonce": "cd" * 16}
    stranger.send({**own_form, "answers": [], "send": "1"}, address=f"/nl/s/share/{share.short}/change/")

    assert stranger.page.status_code == 404
    assert len(open_room(Share.objects.get(), key_of(crew, share)).snapshot.answers) == 1
