"""Putting in order in a real browser, by keyboard alone, with JavaScript and without."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from decision_aids.exercises.registry import registry
from tests.decision_aids.conftest import chapter_of, item_of, step_of


def preview_of(kind: str) -> dict[str, Any]:
    """A kind on a step, with what its preview shows."""
    block = registry.get(f"vrijuit.{kind}").block()
    return step_of(kind, item_of(f"vrijuit.{kind}", kind, **block.get_prep_value(block.get_preview_value())))


def open_aid(page: Page, site: str, aid: Any) -> None:
    page.set_default_timeout(15_000)
    page.goto(f"{site}{aid.url}")
    press(page, page.locator('form[action$="/start/"] button').first)


def press(page: Page, button: Locator) -> None:
    """Press a button by keyboard and wait for the page that follows."""
    with page.expect_navigation():
        button.focus()
        page.keyboard.press("Enter")


@pytest.fixture
def end() -> dict[str, Any]:
    item = item_of("text", "bye")
    item["value"] = "<p>Dag</p>"
    return step_of("end", item, outcome=True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_things_are_put_in_order_by_keyboard(
    new_context: Callable[..., BrowserContext], live_server: Any, publish_aid: Any, end: dict[str, Any], *, script: bool
) -> None:
    aid = publish_aid([chapter_of("all"), preview_of("ranking"), end], slug=f"keuze-{secrets.token_hex(4)}")
    page = new_context(java_script_enabled=script).new_page()
    open_aid(page, live_server.url, aid)
    first = page.locator(".ranking__thing").first
    words = first.locator("[data-ranking-name]").inner_text()

    for place in (2, 3):
        button = page.locator(".ranking__thing", has_text=words).locator('[data-ranking-move="down"]')
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".ranking__thing").nth(place - 1)).to_contain_text(words)
    press(page, page.locator('button[name="go"][value="next"]:visible'))
    page.goto(f"{live_server.url}/nl/s/1/read/")

    assert page.locator(".ranking-read li").all_inner_texts()[-1] == words
    numbers = page.locator(".ranking-read").evaluate("list => getComputedStyle(list).listStyleType")
    assert numbers == "decimal"
