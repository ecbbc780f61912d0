"""Which exercises a site offers: less in the editor's list, nothing lost that stands there, off for visitors at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from cms.accounts.models import User
from cms.accounts.roles import ADMINISTRATORS, EDITORS
from decision_aids.exercises.registry import registry
from decision_aids.flows.gate import find_problems
from decision_aids.flows.models import DecisionAidPage, ExerciseSettings, FlowVersion
from tests.decision_aids.flows.conftest import posted
from tests.factories.aids import block_id, choice, make_aid, publish, step, text
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

NOTE = "Een deel van deze stap is nu niet beschikbaar."
FIT = block_id("fit")[:8]


def fit() -> dict[str, Any]:
    value = {"text": "Rust", "note": ""}
    values = [{"type": "item", "id": block_id("rest"), "value": value}]
    return {
        "type": "vrijuit.match",
        "id": block_id("fit"),
        "value": {"label": "Wat past?", "help": "", "values": values, "own": 0},
    }


def flow(*, after: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
    return [step("weigh", fit(), *after), step("end", text("bye"), outcome=True)]


def settings(**fields: list[str]) -> ExerciseSettings:
    return ExerciseSettings.objects.update_or_create(site=Site.objects.get(), defaults=fields)[0]


def hidden_on(page: str) -> list[str]:
    return json.loads(page.split('<script id="flow-hidden" type="application/json">')[1].split("<")[0])


def settings_url() -> str:
    return f"/admin/settings/flows/exercisesettings/{Site.objects.get().pk}/"


def test_a_site_offers_every_kind_until_somebody_says_otherwise(editor: Client) -> None:
    aid = make_aid(flow())

    assert hidden_on(editor.get(f"/admin/pages/{aid.pk}/edit/").content.decode()) == []
    assert not ExerciseSettings.objects.exists()


def test_a_hidden_kind_is_told_to_the_list_of_blocks_of_old_and_new_aids(editor: Client) -> None:
    aid = make_aid(flow())
    settings(hidden=["vrijuit.match", "vrijuit.strengths"])

    for address in (f"/admin/pages/{aid.pk}/edit/", f"/admin/pages/add/flows/decisionaidpage/{aid.get_parent().pk}/"):
        assert hidden_on(editor.get(address).content.decode()) == ["vrijuit.match", "vrijuit.strengths"]


def test_a_step_with_a_hidden_kind_is_edited_published_and_filled_in(editor: Client, visitor: Visitor) -> None:
    aid = make_aid(flow())
    settings(hidden=["vrijuit.match"])

    draft = aid.get_latest_revision_as_object()
    form = posted(draft, **{"flow-0-value-items-0-value-label": "Wat past er?", "action-publish": "1"})
    response = editor.post(f"/admin/pages/{aid.pk}/edit/", form)

    assert response.status_code == 302
    item = FlowVersion.objects.get().load().steps[0].items[0]
    assert (item.type, item.spec["label"]) == ("vrijuit.match", "Wat past er?")
    visitor.start(aid)
    assert "Wat past er?" in visitor.html
    assert NOTE not in visitor.html


def test_off_for_visitors_is_skipped_with_a_note_and_what_she_wrote_stays_hers(visitor: Visitor) -> None:
    aid = publish(make_aid(flow(after=(choice("role", "me", "partner"),))))
    visitor.start(aid)
    weigh = visitor.address
    visitor.send({f"{FIT}-{block_id('rest')}-weight": "much"})
    visitor.open("/nl/s/1/read/")
    assert "Wat past?" in visitor.html

    settings(off=["vrijuit.match"])

    visitor.open(weigh)
    assert NOTE in visitor.html
    assert f'name="{FIT}-' not in visitor.html
    assert "Role?" in visitor.html
    visitor.send({f"{FIT}-{block_id('rest')}-weight": "none"})
    assert visitor.address != weigh
    visitor.open("/nl/s/1/read/")
    assert "Wat past?" in visitor.html
    settings(off=[])
    visitor.open(weigh)
    assert NOTE not in visitor.html
    assert "checked" in visitor.html.split(f'value="much" id="id_{FIT}')[1][:60]


def test_a_step_asks_the_database_no_more_for_it(
    visitor: Visitor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    aid = publish(make_aid(flow()))
    settings(off=["vrijuit.match"])
    visitor.start(aid)
    visitor.open(visitor.address)

    with django_assert_num_queries(1):
        visitor.open(visitor.address)


def test_an_editor_is_told_that_visitors_do_not_get_it() -> None:
    aid = make_aid(flow())
    settings(off=["vrijuit.match"])

    [problem] = [problem for problem in find_problems(aid) if problem.code == "switched-off"]

    assert (problem.is_error, problem.block) == (False, block_id("fit"))


def test_an_administrator_finds_the_setting_and_unticks_kinds(client: Client) -> None:
    someone = User.objects.create_user("amir", "amir@example.org", "a long password")
    someone.groups.add(Group.objects.get(name=ADMINISTRATORS))
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    settings(hidden=["other.mood"])
    names = [kind.name for kind in registry]

    page = client.get(settings_url(), headers={"accept-language": "en"}).content.decode()
    assert page.count('name="offered"') == len(names)
    assert page.count('name="shown"') == 1
    assert settings_url() in client.get("/admin/").content.decode() or "exercisesettings" in page
    response = client.post(settings_url(), {"offered": [name for name in names if name != "vrijuit.letter"]})

    assert response.status_code == 302
    kept = ExerciseSettings.objects.get()
    assert (kept.hidden, kept.off) == (["other.mood", "vrijuit.letter"], ["vrijuit.match"])


def test_an_editor_does_not_decide_it(client: Client) -> None:
    someone = User.objects.create_user("emma", "emma@example.org", "a long password")
    someone.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(settings_url()).status_code == 302
    assert client.post(settings_url(), {"offered": []}).status_code == 302
    assert not ExerciseSettings.objects.exclude(hidden=[]).exists()


@pytest.mark.parametrize(("hidden", "offered"), [([], 1), (["vrijuit.match"], 0)])
def test_the_list_of_blocks_in_the_browser(
    page: Page, live_server: LiveServer, editor: Client, hidden: list[str], offered: int
) -> None:
    aid = make_aid(flow())
    settings(hidden=hidden)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.add_cookies([{"name": "staff", "value": editor.cookies["staff"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/pages/{aid.pk}/edit/#block-{block_id('fit')}-section")
    items = page.locator("[name=flow-0-value-items-0-value-label]")
    expect(items).to_have_value("Wat past?")

    page.locator("[data-streamfield-stream-container] [data-streamfield-stream-container]").get_by_role(
        "button", name="Blok invoegen"
    ).last.click()
    choices = page.locator(".w-combobox__option-text", has_text="Lijst")

    expect(choices.first).to_be_visible()
    name = DecisionAidPage._meta.get_field("flow").stream_block
    label = str(name.child_blocks["step"].child_blocks["items"].child_blocks["vrijuit.match"].label)
    expect(page.locator(".w-combobox__option-text").get_by_text(label, exact=True)).to_have_count(offered)
