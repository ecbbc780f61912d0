"""Every address of the project by every role: refused unless a row says otherwise. A new address without a row fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import resolve

from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS
from decision_aids.desk.models import Member
from decision_aids.sharing.models import Share
from decision_aids.vault import keys
from tests.decision_aids.addresses import Address, addresses
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock, desk_of, sign_in
from tests.decision_aids.sharing.conftest import Crew, _quick_passphrases, ask, colleague_of, crew, other_crew, writer
from tests.factories.visitors import Browser, Visitor

__all__ = ["_quick_passphrases", "crew", "desk_of", "other_crew", "writer"]

pytestmark = pytest.mark.django_db
SECRET = "Lieve ik, dit is geheim."
# Address and method, then what each role gets: a status; "login" for the way to sign in; "reads" when what she wrote
# and shared is on the page. The team is the one that she shared with; "admin" is an administrator without its key.
MATRIX = Path(__file__).with_name("matrix.txt")
ROLES = ("nobody", "owner", "visitor", "editor", "helper", "other", "lead", "admin", "disabled")
OF_THE_ADMIN = "/admin/"
# What the admin answers to anybody at all: signing in, and files that hold nothing of anybody.
OPEN_IN_ADMIN = {
    "wagtailadmin_sprite", "wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete", "wagtailadmin_javascript_catalog",
    "^.*/$",
}  # fmt: skip
# Groups of the admin's addresses by who works there. A group of a new app needs a place here.
OF_EDITORS = {
    "", "flows_admin", "media_tracks", "resource_pages", "story_pages", "video_pages", "wagtail_localize",
    "wagtailadmin_api:documents", "wagtailadmin_api:images", "wagtailadmin_api:pages", "wagtailadmin_collections",
    "wagtailadmin_editing_sessions", "wagtailadmin_pages", "wagtailadmin_reports", "wagtaildocs", "wagtaildocs_chooser",
    "wagtailimages", "wagtailimages_chooser", "wagtailmedia", "wagtailredirects",
    "wagtailsnippetchoosers_directory_helpline", "wagtailsnippetchoosers_directory_organisation",
    "wagtailsnippetchoosers_facts_fact", "wagtailsnippets", "wagtailsnippets_directory_helpline",
    "wagtailsnippets_directory_organisation", "wagtailsnippets_facts_fact",
}  # fmt: skip
OF_ADMINISTRATORS = {
    "accounts_admin", "answertemplate", "member", "team", "wagtailadmin_workflows", "wagtaillocales", "wagtailsettings",
    "wagtailsites", "wagtailusers_groups", "wagtailusers_users",
}  # fmt: skip
# Of those, what an editor gets all the same: choosing a task that somebody else made.
ALSO_FOR_EDITORS = {
    "wagtailadmin_workflows:task_chooser",
    "wagtailadmin_workflows:task_chooser_results",
    "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:task_chosen",
}


@dataclass
class World:
    """One space with a share, the people around it, and every address with what it asks for filled in."""

    people: dict[str, Client]
    addresses: list[Address]

    def ask(self, role: str, method: str, address: Address) -> str:
        """What this role gets there, in the words of the table; nothing that it changes stays."""
        client = Browser(headers={"sec-fetch-site": "same-origin"}, raise_request_exception=False)
        client.cookies.update(self.people[role].cookies)
        with transaction.atomic():
            response = getattr(client, method)(address.example, self._form(client) if method == "post" else {})
            body = "" if response.streaming else response.content.decode(errors="replace")
            transaction.set_rollback(True)
        if response.status_code == 302 and "/login/" in response.headers["Location"]:
            return "login"
        return "reads" if SECRET in body else str(response.status_code)

    @staticmethod
    def _form(client: Client) -> dict[str, str]:
        """Everything that a form may ask, with a token that is good for the space of who sends it."""
        cookie = client.cookies["s"].value if "s" in client.cookies else ""
        token = keys.csrf_token(cookie) if cookie else ""
        return {"token": token, "text": "Hallo", "nonce": "ab" * 16, "seen": "1", "days": "3"}


@pytest.fixture
def world(writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock, aid: Any) -> World:
    """Everybody, each in a browser of her own."""
    ask(writer, crew, "Wat denk jij van mijn brief?", "my-letter")
    share, stranger = Share.objects.get(), Visitor()
    stranger.start(aid)
    known = {
        "share": share.pk,
        "short": share.short,
        "team": crew.team.pk,
        "member": Member.objects.get(user=crew.helper).pk,
        "user_id": crew.helper.pk,
        "step": block_id("mine")[:8],
        "page_id": aid.pk,
        "who": "0" * 8,
        "part": "0" * 8,
        "attachment": "0" * 8,
    }
    lead, gone = colleague_of(crew, "Lien"), colleague_of(crew, "Gert")
    Member.objects.filter(user=lead.helper).update(lead=True)
    people = {
        "nobody": Client(),
        "owner": writer.client,
        "visitor": stranger.client,
        "editor": _staff(EDITORS),
        "helper": desk_of(crew),
        "other": desk_of(other_crew),
        "lead": desk_of(lead),
        "admin": _staff(ADMINISTRATORS),
        "disabled": desk_of(gone),
    }
    User.objects.filter(pk=gone.helper.pk).update(is_active=False)
    return World(people, list(addresses(known)))


def _staff(role: str) -> Client:
    user = User.objects.create_user(role.lower(), f"{role.lower()}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return sign_in(Crew(None, user, b""))  # type: ignore[arg-type]  (in no team at all)


def table() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the matrix."""
    rows = {}
    for line in MATRIX.read_text().splitlines():
        if line and not line.startswith("#"):
            name, method, *expected = line.split()
            rows[name, method] = dict(zip(ROLES, expected, strict=True))
    return rows


def in_admin(world: World) -> Iterator[Address]:
    """The addresses of the Wagtail admin."""
    return (one for one in world.addresses if one.example.startswith(OF_THE_ADMIN))


def outside_admin(world: World) -> Iterator[Address]:
    """All the others."""
    return (one for one in world.addresses if not one.example.startswith(OF_THE_ADMIN))


def group_of(address: Address) -> str:
    return address.name.rpartition(":")[0]


def test_every_example_leads_to_its_own_address(world: World) -> None:
    unnamed = ("test404/", "^.*/$", "^media/(?P<path>.*)$")
    wrong = {one.name: one.example for one in world.addresses if resolve(one.example).view_name != one.name}

    assert {name: where for name, where in wrong.items() if name not in unnamed} == {}


def test_every_address_has_two_rows_and_every_row_an_address(world: World) -> None:
    expected = {(one.name, method) for one in outside_admin(world) for method in ("get", "post")}

    assert set(table()) == expected


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_every_role_as_its_row_says(world: World, method: str) -> None:
    rows, wrong = table(), []
    for one in outside_admin(world):
        got = {role: world.ask(role, method, one) for role in ROLES}
        expected = rows.get((one.name, method), {})
        wrong += [(one.name, role, got[role], expected.get(role)) for role in ROLES if got[role] != expected.get(role)]

    assert wrong == []


def test_every_group_of_the_admin_has_a_place(world: World) -> None:
    assert {group_of(one) for one in in_admin(world)} == OF_EDITORS | OF_ADMINISTRATORS


@pytest.mark.parametrize(
    ("role", "method"),
    [("nobody", "get"), ("owner", "get"), ("helper", "get"), ("helper", "post"), ("lead", "get"), ("disabled", "get")],
)
def test_the_admin_sends_everybody_away_who_does_not_work_there(world: World, role: str, method: str) -> None:
    let_in = {
        one.name: got
        for one in in_admin(world)
        if (got := world.ask(role, method, one)) != "login" and one.name not in OPEN_IN_ADMIN
    }

    assert let_in == {}


def test_editors_get_nothing_of_what_administrators_do(world: World) -> None:
    closed = [one for one in in_admin(world) if group_of(one) in OF_ADMINISTRATORS]
    editor = {one.name for one in closed if world.ask("editor", "get", one) not in ("302", "403", "404", "405")}
    admin = {group_of(one) for one in closed if world.ask("admin", "get", one) == "200"}

    assert editor == ALSO_FOR_EDITORS
    assert admin == OF_ADMINISTRATORS - {"wagtailsettings"}  # its examples name no settings of ours


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_nothing_in_the_admin_shows_what_visitors_wrote(world: World, role: str) -> None:
    assert [one.name for one in in_admin(world) if world.ask(role, "get", one) == "reads"] == []
