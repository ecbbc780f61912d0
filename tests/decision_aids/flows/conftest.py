"""A clean process for each test, somebody who edits, and the form that she sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cms.accounts.models import User
from content import kept
from decision_aids.exercises.registry import registry
from decision_aids.flows.documents import FLOWS
from decision_aids.flows.hashes import chosen
from decision_aids.flows.live import KEPT
from decision_aids.flows.models import DecisionAidPage


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    def forget() -> None:
        kept.forget()
        KEPT.forget()
        FLOWS.clear()

    forget()
    yield
    forget()


@pytest.fixture
def editor(db: None) -> Client:
    """A browser in which somebody who may do everything is signed in."""
    user = User.objects.create_superuser(username="editor", email="editor@example.org", password="proef proef proef")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def without_letter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A site on which the letter is not installed any more."""
    kinds = {name: kind for name, kind in registry._kinds.items() if name != "vrijuit.letter"}
    monkeypatch.setattr(registry, "_kinds", kinds)
    forget_streams()
    chosen.cache_clear()
    yield
    monkeypatch.undo()
    forget_streams()
    chosen.cache_clear()


def forget_streams() -> None:
    """Make the streams anew from the kinds that are installed now, as a new process does."""
    for name in ("flow", "options"):
        vars(DecisionAidPage._meta.get_field(name)).pop("stream_block", None)


def posted(page: DecisionAidPage, **more: Any) -> dict[str, Any]:
    """Give the form of the editor as it is sent for a page that nobody changed."""
    form = DecisionAidPage.get_edit_handler().get_form_class()(instance=page)
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        if name in ("flow", "options"):
            continue
        value = field.widget.format_value(field.prepare_value(form.get_initial_for_field(field, name)))
        if value is not None and value is not False:
            data[name] = value
    for name in ("flow", "options"):
        stream = getattr(page, name)
        _flatten(stream.stream_block.get_form_state(stream), name, data)
    for prefix in form.formsets:
        data |= {f"{prefix}-{part}": 0 for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return {**{key: value for key, value in data.items() if value is not None}, **more}


def _flatten(state: Any, name: str, data: dict[str, Any]) -> None:
    """Write what the script of the editor would fill its fields with."""
    if isinstance(state, list):
        data[f"{name}-count"] = len(state)
        for index, part in enumerate(state):
            prefix = f"{name}-{index}"
            data |= {f"{prefix}-deleted": "", f"{prefix}-order": index, f"{prefix}-id": part.get("id") or ""}
            if "type" in part:
                data[f"{prefix}-type"] = part["type"]
            _flatten(part["value"], f"{prefix}-value", data)
    elif isinstance(state, dict) and not {"id", "url"} <= state.keys():
        for child, value in state.items():
            _flatten(value, f"{name}-{child}", data)
    elif isinstance(state, dict):  # what a chooser shows
        data[name] = state["id"]
    elif isinstance(state, bool):
        if state:
            data[name] = "on"
    else:
        data[name] = "" if state is None else state
