"""What a desk that is locked, of another team, or without the key does to this team: nothing. The answers: `matrix.txt`."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from decision_aids.desk import urls
from decision_aids.desk.models import Grant, Handling, Member, PrivateNote
from decision_aids.sharing.models import Message, Share, TeamEpoch
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import Crew, add_helper, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

GONE = 410
WITHOUT_KEY = ("unlock", "setup", "lock", "language")  # what a locked desk still answers


@pytest.fixture
def share(writer: Visitor, crew: Crew) -> Share:
    """A share of the first team."""
    ask(writer, crew, "Alleen voor Noord", "my-letter")
    return Share.objects.get()


def address(name: str, share: Share, crew: Crew) -> str:
    """An address of the desk that is about this share or this team."""
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)
    known = {
        "share": share.pk,
        "team": crew.team.pk,
        "member": Member.objects.get(user=crew.helper).pk,
        "slot": "0" * 16,
        "attachment": "0" * 8,
        "part": "0" * 8,
    }
    return reverse(f"desk:{name}", kwargs={key: known[key] for key in pattern.pattern.converters})


def state() -> list[Any]:
    """All that must not change."""
    models = (Share, Message, TeamEpoch, Grant, Handling, PrivateNote)
    members = Member.objects.filter(team__name="Noord").order_by("pk")  # of her own team a helper may change her own
    return [list(members.values()), *(list(model.objects.order_by("pk").values()) for model in models)]


def test_a_locked_desk_shows_nothing_and_does_nothing(share: Share, crew: Crew) -> None:
    client, before = sign_in(crew), state()

    for name in {pattern.name for pattern in urls.urlpatterns} - set(WITHOUT_KEY):
        for method in ("get", "post"):
            response = getattr(client, method)(address(name, share, crew))
            page = response.content.decode()
            assert (name, response.status_code) in ((name, 302), (name, 200))
            assert response.status_code == 302 or 'name="passphrase"' in page
            assert "Alleen voor Noord" not in page

    assert state() == before


def test_an_open_desk_of_another_team_changes_nothing_of_this_one(
    share: Share, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    before = state()

    for pattern in urls.urlpatterns:
        path, client = address(pattern.name, share, crew), desk_of(other_crew)
        got = [client.get(path), client.post(path, {"text": "Hallo", "nonce": "ab" * 16, "seen": "1", "days": "3"})]
        assert not any("Alleen voor Noord" in response.content.decode() for response in got)

    assert state() == before


def test_a_member_without_the_key_reaches_no_share(share: Share, crew: Crew, desk_of: Unlock) -> None:
    client, before = desk_of(add_helper(crew, "Lies")), state()

    for name in ("share", "reply", "draft", "claim", "hand", "later", "close", "reopen"):
        path = address(name, share, crew)
        response = client.get(path) if name == "share" else client.post(path, {"text": "x", "nonce": "ab" * 16})
        assert (name, response.status_code) == (name, GONE)

    assert state() == before
