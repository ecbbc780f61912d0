"""Every address of the desk by every role: closed unless a row here says otherwise. A new address without a row fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS
from decision_aids.desk import urls
from decision_aids.desk.models import Grant, Handling, Member, PrivateNote
from decision_aids.sharing.models import Message, Share, TeamEpoch
from tests.decision_aids.desk.conftest import Unlock, sign_in
from tests.decision_aids.sharing.conftest import Crew, add_helper, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

GONE = 410
# For each address: what a helper of another team gets with an open desk, by GET and by POST.
OF_ANOTHER_TEAM: dict[str, tuple[int, int]] = {
    "inbox": (200, 405),
    "away": (405, 302),
    "overview": (403, 405),
    "setup": (200, 422),
    "unlock": (302, 302),
    "lock": (405, 302),
    "keys": (200, 405),
    "passphrase": (200, 422),
    "sheet": (405, 403),
    "renew": (405, 403),
    "recover": (403, 403),
    "grant": (405, 403),
    "share": (GONE, 405),
    "reply": (405, GONE),
    "draft": (405, GONE),
    "claim": (405, GONE),
    "hand": (405, GONE),
    "later": (405, GONE),
    "close": (405, GONE),
    "reopen": (405, GONE),
}
WITHOUT_KEY = ("unlock", "setup", "lock")  # what a locked desk still answers


@pytest.fixture
def share(writer: Visitor, crew: Crew) -> Share:
    """A share of the first team."""
    ask(writer, crew, "Alleen voor Noord", "my-letter")
    return Share.objects.get()


def address(name: str, share: Share, crew: Crew) -> str:
    """An address of the desk that is about this share or this team."""
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)
    known = {"share": share.pk, "team": crew.team.pk, "member": Member.objects.get(user=crew.helper).pk}
    return reverse(f"desk:{name}", kwargs={key: known[key] for key in pattern.pattern.converters})


def state() -> list[Any]:
    """All that must not change."""
    models = (Share, Message, TeamEpoch, Grant, Member, Handling, PrivateNote)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_every_address_has_a_row() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(OF_ANOTHER_TEAM)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_sent_to_sign_in(share: Share, crew: Crew, method: str) -> None:
    before = state()

    for name in {pattern.name for pattern in urls.urlpatterns}:
        response = getattr(Client(), method)(address(name, share, crew))
        assert (name, response.status_code) == (name, 302)
        assert response.headers["Location"].startswith("/accounts/login/")

    assert state() == before


@pytest.mark.parametrize("role", ["superuser", EDITORS, ADMINISTRATORS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_in_no_team_is_refused_everywhere(share: Share, crew: Crew, role: str, method: str) -> None:
    boss = User.objects.create_user(username="boss", email="boss@example.org", is_superuser=role == "superuser")
    if role != "superuser":
        boss.groups.add(Group.objects.get(name=role))
    client, before = sign_in(Crew(crew.team, boss, b"")), state()

    for name in {pattern.name for pattern in urls.urlpatterns}:
        response = getattr(client, method)(address(name, share, crew))
        assert (name, response.status_code) == (name, 403)
        assert "Alleen voor Noord" not in response.content.decode()

    assert state() == before


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


def test_an_open_desk_of_another_team_reaches_nothing_of_this_one(
    share: Share, crew: Crew, other_crew: Crew, desk_of: Unlock
) -> None:
    before = state()

    for name, expected in OF_ANOTHER_TEAM.items():
        path, client = address(name, share, crew), desk_of(other_crew)
        got = [client.get(path), client.post(path, {"text": "Hallo", "nonce": "ab" * 16, "seen": "1", "days": "3"})]
        assert (name, tuple(response.status_code for response in got)) == (name, expected)
        assert not any("Alleen voor Noord" in response.content.decode() for response in got)

    assert state() == before


def test_a_member_without_the_key_reaches_no_share(share: Share, crew: Crew, desk_of: Unlock) -> None:
    client, before = desk_of(add_helper(crew, "Lies")), state()

    for name in ("share", "reply", "draft", "claim", "hand", "later", "close", "reopen"):
        path = address(name, share, crew)
        response = client.get(path) if name == "share" else client.post(path, {"text": "x", "nonce": "ab" * 16})
        assert (name, response.status_code) == (name, GONE)

    assert state() == before
