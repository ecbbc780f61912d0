"""Approving an aid with errors in the window of a workflow: refused, with the list of what is to be mended."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cms.accounts.models import User
from decision_aids.flows.models import DecisionAidPage
from tests.decision_aids.conftest import block_id
from tests.decision_aids.flows.test_gate import ERRORS, make_aid, with_condition

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(editor: Client) -> DecisionAidPage:
    """A whole aid that waits for approval, in which an error came up in the meantime."""
    aid = make_aid()
    task = GroupApprovalTask.objects.create(name="Nalezen")
    task.groups.add(Group.objects.create(name="Nalezers"))
    workflow = Workflow.objects.create(name="Nalezen")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    aid.save_revision()
    workflow.start(aid, User.objects.get())
    return DecisionAidPage.objects.get(pk=aid.pk)


def approve(editor: Client, aid: DecisionAidPage, **more: Any) -> Any:
    where = reverse("wagtailadmin_pages:workflow_action", args=[aid.pk, "approve", aid.current_workflow_task_state.pk])
    return editor.post(where, {"comment": ""}, **more)


def break_it(aid: DecisionAidPage) -> None:
    """Put an error in the newest draft."""
    draft = aid.get_latest_revision_as_object()
    draft.flow = with_condition(ERRORS[0])
    draft.save_revision()


def test_errors_are_listed_in_the_editor(editor: Client, waiting: DecisionAidPage) -> None:
    break_it(waiting)

    page = approve(editor, waiting, follow=True)

    assert page.redirect_chain[-1][0] == f"/admin/pages/{waiting.pk}/edit/"
    assert f'href="/admin/pages/{waiting.pk}/edit/#block-{block_id("k")}-section"' in page.content.decode()
    stored = DecisionAidPage.objects.get(pk=waiting.pk)
    assert (stored.live, stored.current_workflow_state.status) == (False, "in_progress")


def test_window_leads_to_the_same_list(editor: Client, waiting: DecisionAidPage) -> None:
    break_it(waiting)

    answer = approve(editor, waiting, headers={"x-requested-with": "XMLHttpRequest"})

    where = f"/admin/pages/{waiting.pk}/edit/"
    assert json.loads(answer.content) == {"step": "success", "redirect": where}
    assert f'href="{where}#block-{block_id("k")}-section"' in editor.get(where).content.decode()


def test_a_whole_aid_is_approved(editor: Client, waiting: DecisionAidPage) -> None:
    approve(editor, waiting)

    assert DecisionAidPage.objects.get(pk=waiting.pk).live


def test_who_may_not_edit_learns_nothing_of_it(waiting: DecisionAidPage) -> None:
    break_it(waiting)
    stranger = Client()
    stranger.force_login(
        User.objects.create_user("vreemd", "vreemd@example.org"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    answer = approve(stranger, waiting)

    assert "/login/" in answer.headers["Location"]
    assert "#block-" not in json.dumps(stranger.session.get("_messages", ""))
