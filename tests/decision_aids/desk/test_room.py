"""What a helper sends in a talk: about something that is in it, once, and looked at first if she likes."""

from __future__ import annotations

import pytest

from decision_aids.desk.drafts import drafts_of
from decision_aids.sharing.models import Share
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_inbox import desk
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(writer: Visitor, crew: Crew) -> Share:
    """A question with a letter."""
    ask(writer, crew, "Wat vind jij?", "my-letter")
    return Share.objects.get()


def said(share: Share) -> int:
    """How often the team said something."""
    return share.messages.filter(side="t").count()


@pytest.mark.parametrize("about", ["x", "their-letter", "0" * 40])
def test_nothing_is_said_or_kept_about_what_she_did_not_share(
    share: Share, crew: Crew, desk_of: Unlock, about: str
) -> None:
    client, item = desk_of(crew), block_id(about) if about == "their-letter" else about
    sent = {"text": "Hierover", "about": item, "nonce": "ab" * 16, "seen": "1"}

    statuses = [client.post(f"/desk/{share.pk}/{act}/", sent).status_code for act in ("say", "draft")]

    assert (statuses, said(share), drafts_of(desk(crew), share)) == ([410, 204], 0, {})


def test_a_double_click_says_it_once_and_is_no_message_of_somebody_else(
    share: Share, crew: Crew, desk_of: Unlock
) -> None:
    client = desk_of(crew)

    statuses = [
        client.post(f"/desk/{share.pk}/say/", {"text": "Dag", "nonce": nonce, "seen": "1"}).status_code
        for nonce in ("ab" * 16, "ab" * 16, "cd" * 16)
    ]

    assert (statuses, said(share)) == ([302, 302, 409], 1)


def test_a_preview_shows_the_text_and_sends_nothing(share: Share, crew: Crew, desk_of: Unlock) -> None:
    sent = {"text": "Eerst <b>bekijken</b>", "nonce": "ab" * 16, "seen": "1", "preview": "1"}

    page = desk_of(crew).post(f"/desk/{share.pk}/say/", sent)

    assert (page.status_code, said(share)) == (200, 0)
    assert page.content.decode().count("Eerst &lt;b&gt;bekijken&lt;/b&gt;") == 2  # shown, and in the field to change it


def test_a_draft_of_a_talk_that_is_gone_is_told_to_be_so(share: Share, crew: Crew, desk_of: Unlock) -> None:
    client, path = desk_of(crew), f"/desk/{share.pk}/draft/"
    statuses = [client.post(path, {"text": "Half af"}).status_code]
    Share.objects.all().delete()

    statuses.append(client.post(path, {"text": "Half af"}).status_code)

    assert statuses == [204, 410]
