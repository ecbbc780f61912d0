"""Blocks of a type that is not installed: carried along byte for byte, whatever happens to the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Page

from decision_aids.exercises.registry import registry
from decision_aids.flows.gate import CannotPublish
from decision_aids.flows.models import DecisionAidPage
from tests.decision_aids.flows.conftest import forget_streams, posted
from tests.factories.aids import block_id, chapter, make_aid, publish, step, text, whole_flow

MOOD = {"type": "other.mood", "value": {"é": [1, 2.5, None, {"x": "<b>"}], "a": True}, "id": block_id("mood")}
WEATHER = {"type": "weather", "value": "plain", "id": block_id("weather")}
LETTER = {
    "type": "vrijuit.letter",
    "value": {"label": "Brief", "help": "", "to": [], "prompt": "<p>Lieve jij</p>"},
    "id": block_id("letter"),
}


def flow_with_strangers() -> list[dict[str, Any]]:
    """A stranger among the steps, and one among the items of a step."""
    return [chapter("begin"), step("first", text("hello"), MOOD), WEATHER, step("end", text("bye"), outcome=True)]


def strangers(page: Any) -> list[str]:
    """Give what is stored of the strangers, byte for byte."""
    raw = list(page.flow.stream_block.get_prep_value(page.flow))
    items = raw[1]["value"]["items"]
    return [written(part) for part in (items[1], raw[2])]


def written(part: dict[str, Any]) -> str:
    """Give a block as it is stored. PostgreSQL puts the keys of any JSON in an order of its own."""
    return json.dumps(part, sort_keys=connection.vendor == "postgresql")


KEPT = [written(MOOD), written(WEATHER)]


@pytest.fixture
def aid(db: None) -> DecisionAidPage:
    return make_aid(flow_with_strangers())


def test_stranger_survives_reading_and_saving(aid: DecisionAidPage) -> None:
    assert [child.block_type for child in aid.flow] == ["chapter", "step", "unknown", "step"]
    assert [item.block_type for item in aid.flow[1].value["items"]] == ["text", "unknown"]

    aid.save()

    assert strangers(DecisionAidPage.objects.get()) == KEPT


def test_stranger_survives_a_revision(aid: DecisionAidPage) -> None:
    draft = aid.get_latest_revision_as_object()
    draft.flow[1].value["title"] = "Anders"
    draft.save_revision()

    stored = DecisionAidPage.objects.get(pk=aid.pk).get_latest_revision_as_object()

    assert stored.flow[1].value["title"] == "Anders"
    assert strangers(stored) == KEPT


def test_stranger_survives_the_editor(aid: DecisionAidPage, editor: Client) -> None:
    draft = aid.get_latest_revision_as_object()

    response = editor.post(f"/admin/pages/{aid.pk}/edit/", posted(draft, title="Nieuwe titel"))

    assert response.status_code == 302
    stored = DecisionAidPage.objects.get(pk=aid.pk).get_latest_revision_as_object()
    assert stored.title == "Nieuwe titel"
    assert strangers(stored) == KEPT


def test_stranger_survives_copying_the_page(aid: DecisionAidPage) -> None:
    copy = aid.copy(update_attrs={"slug": "kopie", "title": "Kopie"})

    assert strangers(DecisionAidPage.objects.get(pk=copy.pk)) == KEPT


def test_stranger_survives_translation(aid: DecisionAidPage) -> None:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    Page.objects.get(depth=2).copy_for_translation(french)

    copy = aid.copy_for_translation(french)

    assert strangers(DecisionAidPage.objects.get(pk=copy.pk)) == KEPT


def test_stranger_is_shown_to_the_editor_and_offered_to_nobody(aid: DecisionAidPage, editor: Client) -> None:
    page = editor.get(f"/admin/pages/{aid.pk}/edit/").content.decode()

    assert "flows.KeepingStreamBlock" in page
    assert "flows/keeping-stream" in page
    assert "other.mood" in page


def test_stranger_stops_publishing(aid: DecisionAidPage) -> None:
    with pytest.raises(CannotPublish) as refusal:
        aid.get_latest_revision().publish()

    problems = refusal.value.problems
    assert [(problem.code, problem.block) for problem in problems] == [
        ("not-installed", MOOD["id"]),
        ("not-installed", WEATHER["id"]),
    ]


@pytest.mark.usefixtures("without_letter")
def test_exercise_comes_back_whole_when_its_kind_is_installed_again(db: None) -> None:
    flow = whole_flow()
    flow[1]["value"]["items"].append(LETTER)
    aid = make_aid(flow)
    aid.save()
    aid.get_latest_revision_as_object().save_revision()

    raw = list(aid.flow.stream_block.get_prep_value(aid.flow))

    assert written(raw[1]["value"]["items"][-1]) == written(LETTER)


def test_page_with_a_letter_loses_nothing_while_the_letter_is_away(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = whole_flow()
    flow[1]["value"]["items"].append(LETTER)
    aid = publish(make_aid(flow))
    kinds = dict(registry._kinds)
    with monkeypatch.context() as patch:
        patch.setattr(registry, "_kinds", {name: kind for name, kind in kinds.items() if name != LETTER["type"]})
        forget_streams()
        away = DecisionAidPage.objects.get(pk=aid.pk)
        assert away.flow[1].value["items"][-1].block_type == "unknown"
        away.save()
    forget_streams()

    back = DecisionAidPage.objects.get(pk=aid.pk).flow[1].value["items"][-1]

    assert (back.block_type, back.id, back.value["label"]) == (LETTER["type"], LETTER["id"], "Brief")
