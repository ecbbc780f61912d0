"""What tests of decision aids share: an aid with branches, published, and visitors who work through it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from decision_aids.flows import live, offer
from decision_aids.flows.documents import FLOWS
from decision_aids.flows.models import DecisionAidPage
from decision_aids.journeys import versions
from decision_aids.spaces import frame
from decision_aids.vault import keys
from tests.factories.visitors import Visitor


@pytest.fixture(autouse=True)
def _begin_anew() -> None:
    """Forget what the process kept under the numbers of another test's database."""
    FLOWS.clear()
    live.forget()
    offer.forget()
    versions.forget()
    frame.forget()


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Argon2 run at its least for seven words: what they must cost is for the tests of the vault."""
    monkeypatch.setattr(keys, "PHRASE_COST", keys.Cost(passes=1, memory_mib=8))


def block_id(name: str) -> str:
    """A block id that a test can name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def item_of(kind: str, name: str, **value: Any) -> dict[str, Any]:
    """One item on a step as Wagtail stores it."""
    return {"type": kind, "id": block_id(name), "value": value}


def step_of(name: str, *items: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """One step as Wagtail stores it."""
    value = {"title": name.title(), "items": list(items), "show_if": [], "may_skip": True, **settings}
    return {"type": "step", "id": block_id(name), "value": {"sensitive": False, "outcome": False, **value}}


def chapter_of(name: str, **settings: Any) -> dict[str, Any]:
    """One chapter marker as Wagtail stores it."""
    value = {"title": name.title(), "intro": "", "picture": None, "any_time": False, "show_if": [], **settings}
    return {"type": "chapter", "id": block_id(name), "value": value}


def list_of(*names: str) -> list[dict[str, Any]]:
    """Texts in a list block."""
    return [{"type": "item", "id": block_id(name), "value": name} for name in names]


def condition_of(source: str, *operands: str, operator: str = "any") -> list[dict[str, Any]]:
    """A condition on choices, named as the tests name them."""
    value = {"source": block_id(source), "operator": operator, "operands": [block_id(o) for o in operands]}
    return [{"type": "item", "id": block_id(f"condition {source} {operands}"), "value": value}]


def choices_of(*names: str) -> list[dict[str, Any]]:
    """The options of a choice exercise."""
    return [{"type": "item", "id": block_id(name), "value": {"text": name.title(), "note": ""}} for name in names]


def branching_flow() -> list[dict[str, Any]]:
    """Two chapters: who are you (me or partner), a path for each, a letter, an end."""
    return [
        chapter_of("begin"),
        step_of("welcome", {"type": "text", "id": block_id("hello"), "value": "<p>Hallo daar.</p>"}),
        step_of(
            "who",
            item_of(
                "vrijuit.choice",
                "who-am-i",
                label="Wie ben je?",
                help="",
                options=choices_of("me", "partner"),
                several=False,
                unsure=True,
            ),
        ),
        step_of(
            "mine",
            item_of("vrijuit.letter", "my-letter", label="Mijn brief", help="", to=list_of("later"), prompt=""),
            show_if=condition_of("who-am-i", "me"),
        ),
        step_of(
            "theirs",
            item_of("vrijuit.letter", "their-letter", label="Jouw brief", help="", to=list_of("later"), prompt=""),
            show_if=condition_of("who-am-i", "partner"),
        ),
        chapter_of("end"),
        step_of("done", {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}, outcome=True),
    ]


@pytest.fixture
def publish_aid(db: None) -> Any:
    """Publish an aid made of a stream in Wagtail's own form."""
    FLOWS.clear()

    def publish(flow: list[dict[str, Any]], **fields: Any) -> DecisionAidPage:
        root = Site.objects.get(is_default_site=True).root_page
        options = [
            {"type": "option", "id": block_id(name), "value": {"name": name.title(), "intro": "", "picture": None}}
            for name in ("stay", "go")
        ]
        page = DecisionAidPage(
            title=fields.pop("title", "Hulp bij je keuze"),
            slug=fields.pop("slug", "keuze"),
            locale=Locale.objects.get(language_code="nl"),
            options=options,
            flow=flow,
            **fields,
        )
        with disable_reference_index_auto_update():  # what refers to what is asked by none of these tests
            Page.objects.get(pk=root.pk).add_child(instance=page)
            page.save_revision().publish()
        return DecisionAidPage.objects.get(pk=page.pk)

    return publish


@pytest.fixture
def aid(publish_aid: Any) -> DecisionAidPage:
    """The aid with two paths."""
    return publish_aid(branching_flow())


@pytest.fixture
def visitor(db: None) -> Visitor:
    """Somebody with a phone."""
    return Visitor()
