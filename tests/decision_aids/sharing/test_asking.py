"""Asking a helper: what goes along, who can open it, and how it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from decision_aids.desk import keyring
from decision_aids.sharing.models import Message, ReaderKey, Share, Team
from decision_aids.sharing.rooms import open_room
from decision_aids.vault.crypto import SealBroken
from tests.decision_aids.conftest import block_id
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_nothing_is_chosen_beforehand(writer: Visitor, crew: Crew) -> None:
    writer.open("/nl/s/share/new/1/")

    assert "Mijn brief" in writer.html
    assert "checked" not in writer.html


def test_she_sees_exactly_what_they_will_see_before_anything_is_sent(writer: Visitor, crew: Crew) -> None:
    writer.open("/nl/s/share/new/1/")
    writer.send(
        {
            "team": str(crew.team.pk),
            "question": "Wat nu?",
            "answers": [block_id("my-letter")],
            "preview": "1",
        }
    )

    assert "Lieve ik, dit is geheim." in writer.html
    assert "Noord" in writer.html
    assert "Wat nu?" in writer.html
    assert Share.objects.count() == 0


def test_a_share_holds_the_chosen_answers_and_the_question(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Wat vind jij?", "my-letter")

    share = Share.objects.get()
    room = open_room(share, keyring.room_key_for(crew.helper, crew.secret, share))
    assert [answer.label for answer in room.snapshot.answers] == ["Mijn brief"]
    assert "Lieve ik, dit is geheim." in room.snapshot.answers[0].render("text")
    assert [(said.side, said.text) for said in room.thread] == [("o", "Wat vind jij?")]


def test_only_a_question_can_be_sent(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Alleen een vraag")

    share = Share.objects.get()
    room = open_room(share, keyring.room_key_for(crew.helper, crew.secret, share))
    assert room.snapshot.answers == ()


def test_sending_the_same_form_twice_makes_one_share(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Een keer", nonce="ab" * 16)
    ask(writer, crew, "Een keer", nonce="ab" * 16)

    assert (Share.objects.count(), Message.objects.count(), ReaderKey.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("question", ["", "x" * 2_001])
def test_a_question_is_between_one_and_two_thousand_characters(writer: Visitor, crew: Crew, question: str) -> None:
    ask(writer, crew, question)

    assert Share.objects.count() == 0
    assert writer.page.status_code == 422


def test_another_team_cannot_open_it(writer: Visitor, crew: Crew, other_crew: Crew) -> None:
    ask(writer, crew, "Alleen voor Noord", "my-letter")
    share = Share.objects.get()

    with pytest.raises(keyring.NotGranted):
        keyring.room_key_for(other_crew.helper, other_crew.secret, share)
    with pytest.raises(SealBroken):
        open_room(share, other_crew.secret)


def test_a_withdrawn_share_is_gone_and_the_other_stays(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Deze blijft")
    kept = Share.objects.get()
    ask(writer, crew, "Deze gaat weg", "my-letter")
    gone = Share.objects.exclude(pk=kept.pk).get()

    writer.open(f"/nl/s/share/{gone.short}/withdraw/")
    writer.send()

    assert list(Share.objects.all()) == [kept]
    assert Message.objects.filter(share=gone.pk).count() == 0
    assert ReaderKey.objects.filter(share=gone.pk).count() == 0


def test_her_room_is_not_there_for_another_visitor(writer: Visitor, crew: Crew, aid: Any) -> None:
    ask(writer, crew, "Van mij")
    stranger = Visitor()
    stranger.start(aid)

    stranger.open(f"/nl/s/share/{Share.objects.get().short}/")

    assert stranger.page.status_code == 404
    assert "Van mij" not in stranger.html


def test_deleting_everything_takes_her_shares_along(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Weg ermee", "my-letter")

    writer.open("/nl/s/keep/delete/")
    writer.send()

    assert (Share.objects.count(), Message.objects.count()) == (0, 0)


def test_a_team_whose_public_key_was_swapped_gets_nothing(writer: Visitor, crew: Crew, other_crew: Crew) -> None:
    epoch = crew.team.epochs.get()
    epoch.public = other_crew.team.epochs.get().public
    epoch.save()

    ask(writer, crew, "Voor wie is dit?")

    assert Share.objects.count() == 0
    assert writer.page.status_code == 503
    assert "Voor wie is dit?" in writer.html


def test_a_team_without_a_key_is_not_offered(writer: Visitor, crew: Crew) -> None:
    Team.objects.create(name="Zonder sleutel", about="Nog niet klaar")

    writer.open("/nl/s/share/new/1/")

    assert "Noord" in writer.html
    assert "Zonder sleutel" not in writer.html
