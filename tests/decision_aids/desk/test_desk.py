"""The desk: who sees what, answering, closing, locking, and what is gone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from decision_aids.sharing.models import Share
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import sign_in
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
Unlock = Callable[[Crew], Client]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def say(client: Client, share: Share, text: str, *, about: str = "", nonce: str = "cd" * 16) -> Any:
    """Answer in a share, or on one of its answers."""
    return client.post(f"/desk/{share.pk}/say/", {"text": text, "about": about, "nonce": nonce}, follow=True)


def test_a_helper_sees_the_question_first_and_the_answers_with_their_questions(
    writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    ask(writer, crew, "Wat vind jij?", "my-letter")

    page = desk_of(crew).get(f"/desk/{Share.objects.get().pk}/").content.decode()

    assert page.index("Wat vind jij?") < page.index("Mijn brief") < page.index("Lieve ik, dit is geheim.")


def test_the_inbox_says_nothing_of_the_content(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Heel persoonlijk", "my-letter")

    page = desk_of(crew).get("/desk/").content.decode()

    assert "Noord" in page
    assert "Heel persoonlijk" not in page
    assert "Mijn brief" not in page


def test_an_answer_and_feedback_reach_her(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Wat vind jij?", "my-letter")
    share, client = Share.objects.get(), desk_of(crew)

    say(client, share, "Dank voor je vraag.")
    say(client, share, "Mooi geschreven.", about=block_id("my-letter"), nonce="ef" * 16)
    writer.open(f"/nl/s/share/{share.short}/")

    assert "Dank voor je vraag." in writer.html
    assert writer.html.index("Lieve ik, dit is geheim.") < writer.html.index("Mooi geschreven.")


def test_she_sees_that_it_was_opened_once_a_day(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Wie leest dit?")
    share, client = Share.objects.get(), desk_of(crew)

    client.get(f"/desk/{share.pk}/")
    client.get(f"/desk/{share.pk}/")

    assert share.messages.filter(side="n").count() == 1


def test_another_team_gets_the_same_answer_as_for_nothing(
    writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    ask(writer, crew, "Alleen voor Noord")
    share, client = Share.objects.get(), desk_of(other_crew)

    foreign = client.get(f"/desk/{share.pk}/")
    missing = client.get("/desk/00000000-0000-4000-8000-000000000000/")

    assert (foreign.status_code, missing.status_code) == (410, 410)
    assert TOKEN.sub(b"", foreign.content) == TOKEN.sub(b"", missing.content)
    assert say(client, share, "Hallo").status_code == 410
    assert share.messages.count() == 1


def test_a_withdrawn_share_is_gone_at_the_next_request(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Toch niet", "my-letter")
    share, client = Share.objects.get(), desk_of(crew)
    assert client.get(f"/desk/{share.pk}/").status_code == 200

    writer.open(f"/nl/s/share/{share.short}/withdraw/")
    writer.send()

    assert client.get(f"/desk/{share.pk}/").status_code == 410
    assert say(client, share, "Te laat").status_code == 410


def test_a_closed_talk_opens_again_when_she_writes(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Een vraag")
    share, client = Share.objects.get(), desk_of(crew)
    client.post(f"/desk/{share.pk}/close/", {"seen": "1"})
    share.refresh_from_db()
    assert share.state == "closed"
    assert say(client, share, "Nog iets").status_code == 409

    writer.open(f"/nl/s/share/{share.short}/")
    writer.send({"text": "Nog een vraag"})

    share.refresh_from_db()
    assert (share.state, share.news_for_team) == ("open", True)


def test_the_desk_locks_after_fifteen_idle_minutes(crew: Crew, desk_of: Unlock) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        client = desk_of(crew)
        clock.shift(datetime.timedelta(minutes=14))
        assert client.get("/desk/").status_code == 200
        clock.shift(datetime.timedelta(minutes=14))
        assert client.get("/desk/").status_code == 200
        clock.shift(datetime.timedelta(minutes=15))

        response = client.get("/desk/")

    assert response.status_code == 302
    assert response.headers["Location"] == "/desk/unlock/"


@pytest.mark.parametrize("path", ["/desk/", "/desk/keys/", "/desk/00000000-0000-4000-8000-000000000000/"])
def test_who_is_not_in_a_team_has_no_desk(db: None, path: str) -> None:
    stranger = Client()
    assert stranger.get(path).status_code == 302

    boss = User.objects.create_superuser(username="boss", email="boss@example.org", password="x" * 20)
    stranger.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert stranger.get(path).status_code == 403


def test_the_wrong_passphrase_opens_nothing(crew: Crew) -> None:
    client = Client()
    client.force_login(crew.helper, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post("/desk/unlock/", {"passphrase": "iets heel anders dan dat"})

    assert response.status_code == 422
    assert client.get("/desk/").headers["Location"] == "/desk/unlock/"


def test_a_team_with_talks_is_not_deleted_in_the_admin(writer: Visitor, crew: Crew, client: Client) -> None:
    ask(writer, crew, "Blijft dit staan?")
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "x"))

    page = client.post(reverse("team:delete", args=[crew.team.pk]), follow=True)

    assert page.status_code == 200
    assert f"“{crew.team.name}”" in page.content.decode()
    assert Share.objects.get().team == crew.team


def test_no_field_of_the_desk_is_cut_by_the_browser(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(writer, crew, "Nieuw", "my-letter")
    locked, client, team = sign_in(crew), desk_of(crew), crew.team.pk
    paths = ("setup/", "keys/passphrase/", f"keys/{team}/recover/", "invite/", f"{Share.objects.get().pk}/")

    pages = [client.get(f"/desk/{path}") for path in paths]
    pages += [locked.get("/desk/unlock/"), client.post(f"/desk/keys/{team}/sheet/")]

    assert [(page.status_code, b"<form" in page.content, b"maxlength" in page.content) for page in pages] == [
        (200, True, False)
    ] * 7
