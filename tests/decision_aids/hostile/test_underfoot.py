"""What changes while she types: her space, the version, the page, a kind of exercise, the other tab."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from decision_aids.exercises.registry import registry
from decision_aids.flows.services import withdraw_version
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.models import Journey
from decision_aids.spaces.models import Slot, Space
from tests.decision_aids.conftest import block_id, branching_flow
from tests.decision_aids.database_dump import visitor_rows
from tests.decision_aids.hostile.pages import (
    KEPT_LETTER,
    MARK,
    assert_clear_page,
    assert_nothing_lost,
)
from tests.decision_aids.journeys.test_wizard import address, field
from tests.decision_aids.spaces.test_keeping import take_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_a_space_deleted_in_another_tab_gives_the_text_back(writer: Visitor) -> None:
    form = writer.hidden
    cookie = writer.cookie
    writer.open("/nl/s/keep/delete/")
    writer.send()
    other_tab = Visitor(cookie)

    for path in (address("mine"), "/nl/s/keep/days/", "/nl/s/keep/words/", "/nl/s/keep/delete/", "/nl/s/1/newer/"):
        response = other_tab.client.post(
            path, {**form, field("my-letter", "text"): f"{MARK} nog niet bewaard"}, follow=True
        )
        html = assert_clear_page(response, 200, 410)
        assert (response.status_code == 410) == (f"{MARK} nog niet bewaard" in html)
    assert other_tab.client.get("/nl/s/1/", follow=True).redirect_chain[-1][0] == "/nl/s/closed/"


def test_a_page_of_an_earlier_space_gives_the_text_back_and_changes_nothing(writer: Visitor, aid: Any) -> None:
    old_form = writer.hidden
    writer.leave()
    writer.start(aid)
    before = visitor_rows()

    response = writer.client.post(
        address("mine"),
        {**old_form, field("my-letter", "text"): f"{MARK} van vroeger", field("who-am-i", "chosen"): block_id("me")},
    )

    html = assert_clear_page(response, 403)
    assert f"{MARK} van vroeger" in html
    assert block_id("me") not in html
    assert visitor_rows() == before


def test_a_withdrawn_version_says_why_and_gives_the_text_back(writer: Visitor) -> None:
    withdraw_version(FlowVersion.objects.get(), reason="Er stond een fout in.")

    page = writer.client.get(address("mine"))
    html = assert_clear_page(page, 410)
    assert "Er stond een fout in." in html
    page = writer.client.post(address("mine"), {**writer.hidden, field("my-letter", "text"): f"{MARK} net getypt"})
    assert f"{MARK} net getypt" in assert_clear_page(page, 410)
    assert_clear_page(writer.client.get("/nl/s/1/"), 200)
    assert_nothing_lost(writer)


def test_an_aid_deleted_under_a_running_journey_goes_on(writer: Visitor, aid: Any) -> None:
    aid.delete()

    writer.open(address("mine"))
    assert KEPT_LETTER in writer.html
    writer.send({field("my-letter", "text"): "Een andere tekst"})
    writer.open("/nl/s/1/read/")
    assert "Een andere tekst" in writer.html
    assert_clear_page(writer.client.post("/nl/s/start/", {"aid": str(aid.translation_key)}), 410)


def test_a_kind_that_is_not_installed_any_more_is_skipped_with_a_note_and_its_answer_stays(
    writer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as uninstalled:
        uninstalled.delitem(registry._kinds, "vrijuit.letter")
        writer.open(address("mine"))
        assert_clear_page(writer.page, 200)
        assert KEPT_LETTER not in writer.html
        writer.send({"go": "next"})
        assert writer.address == address("done")
        writer.open("/nl/s/1/")
        assert_clear_page(writer.page, 200)
        writer.open("/nl/s/1/read/")
        assert_clear_page(writer.page, 200)

    assert_nothing_lost(writer)


def test_an_uninstalled_kind_still_decides_the_path(writer: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(registry._kinds, "vrijuit.choice")

    writer.open("/nl/s/1/read/")

    assert KEPT_LETTER in writer.html


def test_a_sensitive_mark_added_meanwhile_loses_no_text(writer: Visitor, aid: Any) -> None:
    flow = branching_flow()
    flow[3]["value"]["sensitive"] = True
    aid.flow = json.dumps(flow)
    aid.save_revision().publish()

    response = writer.client.post(address("mine"), {**writer.hidden, field("my-letter", "text"): "Toch bewaard"})

    assert response.status_code == 302
    writer.open("/nl/s/1/read/")
    assert "Toch bewaard" in writer.html


def test_a_step_that_left_the_path_in_another_tab_gives_the_text_back(writer: Visitor) -> None:
    form = writer.hidden
    writer.open(address("who"))
    writer.send({field("who-am-i", "chosen"): block_id("partner")})

    response = writer.client.post(address("mine"), {**form, field("my-letter", "text"): f"{MARK} te laat"})

    assert f"{MARK} te laat" in assert_clear_page(response, 409)
    writer.open(address("who"))
    writer.send({field("who-am-i", "chosen"): block_id("me")})
    assert_nothing_lost(writer)


def test_a_form_holds_nothing_of_a_foreign_item(writer: Visitor) -> None:
    foreign = {
        field("their-letter", "text"): f"{MARK} vreemd",
        field("who-am-i", "chosen"): block_id("partner"),
        "done": "x",
        "version": "1",
    }

    writer.client.post(address("mine"), {**writer.hidden, field("my-letter", "text"): KEPT_LETTER, **foreign})

    assert_nothing_lost(writer)
    writer.open(address("who"))
    assert re.search(rf'value="{block_id("me")}"[^>]*checked', writer.html)


def test_words_of_a_space_that_was_deleted_open_nothing(writer: Visitor) -> None:
    words = take_words(writer)
    writer.open("/nl/s/keep/delete/")
    writer.send()

    response = writer.client.post("/nl/s/return/", {"words": " ".join(words)})

    assert_clear_page(response, 422)
    assert (Space.objects.count(), Journey.objects.count(), Slot.objects.count()) == (0, 0, 0)


def test_coming_back_to_another_space_closes_the_one_that_was_open(writer: Visitor, aid: Any) -> None:
    words = take_words(writer)
    phone = Visitor()
    phone.start(aid)
    phone.open("/nl/s/return/")
    assert "geen woorden" in phone.html or "no words" in phone.html

    phone.send({"words": " ".join(words)})

    assert_nothing_lost(phone)
    assert Space.objects.count() == 1
