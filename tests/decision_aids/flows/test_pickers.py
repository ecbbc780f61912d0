"""What the pickers of the editor offer, in words, from the form as it is now."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.accounts.models import User
from tests.decision_aids.flows.conftest import posted
from tests.factories.aids import block_id, choice, make_aid

pytestmark = pytest.mark.django_db


def test_picker_offers_the_questions_and_options_of_the_form_in_words(editor: Client) -> None:
    draft = make_aid().get_latest_revision_as_object()

    found = editor.post("/admin/aids/sources/", posted(draft)).json()

    assert found == {
        "order": [block_id(name) for name in ("begin", "who", "theirs", "end")],
        "questions": [
            {
                "id": block_id("role"),
                "step": block_id("who"),
                "group": "Begin: Who",
                "label": "Role?",
                "answers": [{"id": block_id("me"), "label": "me"}, {"id": block_id("partner"), "label": "partner"}],
            }
        ],
        "options": [{"id": block_id("stay"), "label": "Stay"}, {"id": block_id("go"), "label": "Go"}],
    }


def test_picker_reads_what_was_not_saved_yet(editor: Client) -> None:
    draft = make_aid().get_latest_revision_as_object()
    draft.flow[2].value["items"].append(("vrijuit.choice", draft.flow[1].value["items"][1].value, block_id("new")))

    found = editor.post("/admin/aids/sources/", posted(draft)).json()

    assert [question["id"] for question in found["questions"]] == [block_id("role"), block_id("new")]


def test_picker_lives_with_a_number_that_is_no_number(editor: Client) -> None:
    flow = [{"type": "step", "id": block_id("s"), "value": {"title": "S", "items": [choice("q", "a", "b")]}}]
    data = posted(make_aid(flow).get_latest_revision_as_object())
    data["flow-0-value-items-0-value-options-count"] = "2"

    assert editor.post("/admin/aids/sources/", {**data, "options-count": "0"}).json()["options"] == []


def test_picker_answers_nobody_who_may_not_edit_pages() -> None:
    outsider = User.objects.create_user(username="helper", email="helper@example.org", password="proef proef proef")
    outsider.groups.set(Group.objects.none())
    client = Client()
    client.force_login(outsider, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post("/admin/aids/sources/", {}).status_code in (302, 403)
    assert client.get(f"/admin/aids/{make_aid().pk}/problems/").status_code in (302, 403)
    assert Client().post("/admin/aids/sources/", {}).status_code == 302
