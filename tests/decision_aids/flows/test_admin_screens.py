"""The screens about an aid: all of them, its map, its versions, and taking one back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageLogEntry

from cms.accounts.models import User
from decision_aids.flows.admin_screens import AidsView
from decision_aids.flows.flow_map import map_flow
from decision_aids.flows.models import FlowVersion
from tests.factories.aids import block_id, choice, condition, make_aid, publish, step, text, whole_flow

pytestmark = pytest.mark.django_db


def test_list_says_what_visitors_get(editor: Client) -> None:
    publish(make_aid(title="Eerste"))
    make_aid(title="Tweede", slug="tweede")

    page = editor.get("/admin/aids/")

    rows = [(row["aid"].title, row["version"] and row["version"].number) for row in page.context["rows"]]
    assert rows == [("Eerste", 1), ("Tweede", None)]
    assert page.context["breadcrumbs_items"][-1] == {"url": "", "label": AidsView.page_title}


def test_list_costs_the_same_for_one_aid_and_for_three(editor: Client) -> None:
    publish(make_aid())
    editor.get("/admin/aids/")
    with CaptureQueriesContext(connection) as one:
        editor.get("/admin/aids/")
    for number in (2, 3):
        publish(make_aid(slug=f"aid-{number}"))
    with CaptureQueriesContext(connection) as three:
        editor.get("/admin/aids/")

    assert len(three) == len(one)


def test_map_says_in_words_when_each_step_is_shown_and_what_depends_on_it() -> None:
    with translation.override("en"):
        [chapter] = map_flow(make_aid())

    assert chapter.title == "Begin"
    assert [(s.title, s.outcome, s.conditions, s.exercises, s.asked_by) for s in chapter.steps] == [
        ("Who", False, [], ["Role?"], ["Theirs"]),
        ("Theirs", False, ["“Role?” is one of: partner"], [], []),
        ("End", True, [], [], []),
    ]


def test_map_shows_what_is_gone() -> None:
    flow = whole_flow()
    flow[2]["value"]["show_if"] = [condition("gone", "partner"), condition("role", "other", name="k")]

    with translation.override("en"):
        [chapter] = map_flow(make_aid(flow))

    assert chapter.steps[1].conditions == [
        "A question that is not there any more",
        "“Role?” is one of: an answer that is not there any more",
    ]


def test_map_leads_to_the_blocks(editor: Client) -> None:
    aid = make_aid()

    page = editor.get(f"/admin/aids/{aid.pk}/map/").content.decode()

    assert f'href="/admin/pages/{aid.pk}/edit/#block-{block_id("theirs")}-section"' in page


def test_versions_say_how_far_each_was_overtaken(editor: Client) -> None:
    aid = publish(make_aid())
    publish(aid, [*whole_flow(), step("more", text("m"))])
    publish(aid, [*whole_flow(), step("more", text("m")), step("again", choice("q", "a", "b"))])

    rows = editor.get(f"/admin/aids/{aid.pk}/versions/").context["rows"]

    assert [(row["version"].number, row["newer_structures"]) for row in rows] == [(3, 0), (2, 1), (1, 2)]


def test_version_is_withdrawn_with_a_reason(editor: Client) -> None:
    aid = publish(make_aid())
    address = f"/admin/aids/{aid.pk}/versions/1/withdraw/"

    without = editor.post(address, {"reason": ""})
    editor.post(address, {"reason": "Het nummer was fout."})

    version = FlowVersion.objects.get()
    assert without.status_code == 200
    assert (version.withdrawn, version.withdrawn_reason) == (True, "Het nummer was fout.")
    assert PageLogEntry.objects.get(action="flows.withdraw").data == {"number": 1, "reason": "Het nummer was fout."}
    assert editor.get(address, follow=True).status_code == 404


def test_withdrawing_asks_for_the_right_to_publish() -> None:
    aid = publish(make_aid())
    user = User.objects.create_user(username="reader", email="reader@example.org", password="proef proef proef")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post(f"/admin/aids/{aid.pk}/versions/1/withdraw/", {"reason": "x"})

    assert response.status_code == 302
    assert not FlowVersion.objects.get().withdrawn


def test_aid_leads_to_its_map_and_versions_from_the_editor(editor: Client) -> None:
    aid = make_aid()

    page = editor.get(f"/admin/pages/{aid.pk}/edit/").content.decode()

    assert all(f"/admin/aids/{aid.pk}/{name}/" in page for name in ("map", "versions", "download"))
