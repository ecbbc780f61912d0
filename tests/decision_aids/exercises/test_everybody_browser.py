"""Every kind of exercise is answered, saved and read back in a real browser: by touch, without JavaScript, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from decision_aids.exercises.registry import registry
from tests.decision_aids.exercises.answering import answer
from tests.decision_aids.exercises.hands import Hand, Keyboard, Mouse, Touch
from tests.decision_aids.exercises.measuring import find_faults
from tests.factories.every_kind import names, publish_every_kind, short_of

KINDS = names()


@pytest.fixture
def journey(live_server: Any) -> Callable[[Page], str]:
    """Publish all kinds in one aid. Gives what starts a journey in a page, and tells its address."""
    aid = publish_every_kind()

    def start(page: Page) -> str:
        page.set_default_timeout(15_000)
        page.goto(f"{live_server.url}{aid.url}")
        _follow(page, Mouse(page), page.locator('form[action$="/start/"] button').first)
        return f"{live_server.url}/nl/s/1/"

    return start


def _follow(page: Page, hand: Hand, button: Locator) -> None:
    with page.expect_navigation():
        hand.press(button)


def fill_in_and_save(page: Page, address: str, name: str, hand: Hand) -> list[str]:
    """Answer the step of one kind and go on; gives what has to be read back."""
    here = f"{address}{short_of(name)}/"
    page.goto(here)
    given = answer(page, name, hand)
    for _ in range(2):  # some kinds reply before they go on
        if page.url.startswith(here):
            _follow(page, hand, page.locator('main button[name="go"][value="next"]:visible'))
            assert not page.locator(".error-summary").count(), page.locator(".error-summary").inner_text()
    assert not page.url.startswith(here)
    return given


def read_back(page: Page, name: str) -> str | None:
    """What stands there of one kind, in one line; None when nothing was kept."""
    article = page.locator(f'main article:has(a[href*="/{short_of(name)}/"])')
    return " ".join(article.inner_text().split()) if article.count() else None


def missing(words: list[str], text: str) -> Iterator[str]:
    """The words that are not in a text. Of a choice "3: a lot" the number or the words are enough."""
    for one in words:
        if not any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in (one, *one.split(": ", 1))):
            yield one


def check_all(subtests: Any, page: Page, given: dict[str, list[str]]) -> None:
    for name in KINDS:
        with subtests.test(kind=name, on="what is read back"):
            text = read_back(page, name)
            assert (text is not None) == (registry.get(name).stores and bool(registry.get(name).fields))
            assert text is None or list(missing(given[name], text)) == [], text


def test_by_touch_with_javascript_and_nothing_stands_in_the_way(
    subtests: Any, new_context: Callable[..., BrowserContext], journey: Callable[[Page], str]
) -> None:
    page = new_context(has_touch=True).new_page()
    address = journey(page)
    given = {}
    for name in KINDS:
        given[name] = []
        with subtests.test(kind=name, on="an empty form"):
            page.goto(f"{address}{short_of(name)}/")
            assert find_faults(page) == []
        with subtests.test(kind=name, on="filling in"):
            given[name] = fill_in_and_save(page, address, name, Touch(page))
        with subtests.test(kind=name, on="a form with an answer in it"):
            page.goto(f"{address}{short_of(name)}/")
            assert find_faults(page, by_rule=False) == []

    page.goto(f"{address}read/")
    with subtests.test(on="the page that reads all back"):
        assert find_faults(page) == []
    check_all(subtests, page, given)


@pytest.mark.parametrize("hand", [Mouse, Keyboard], ids=["mouse without JavaScript", "keyboard"])
def test_in_another_way(
    subtests: Any, new_context: Callable[..., BrowserContext], journey: Callable[[Page], str], hand: type[Hand]
) -> None:
    page = new_context(java_script_enabled=hand is Keyboard).new_page()
    address = journey(page)
    given = {}
    for name in KINDS:
        given[name] = []
        with subtests.test(kind=name, on="filling in"):
            given[name] = fill_in_and_save(page, address, name, hand(page))

    page.goto(f"{address}read/")
    check_all(subtests, page, given)


BAD_PAGE = """<!doctype html><html lang="nl" dir="ltr"><title>x</title><meta name="viewport" content="width=device-width">
<style>
  :root { color-scheme: light dark } body { margin: 0; color: light-dark(#000, #fff); background: light-dark(#fff, #000) }
  summary { height: 18px } button { min-width: 60px; min-height: 60px; background: #fff; color: #000 }
  .wide { width: 300px; overflow: hidden } .wide p { width: 310px }
  @media (prefers-color-scheme: dark) { .dim { color: #444; background: #333 } }
  @keyframes fade { to { opacity: 0.9 } } .fades { animation: fade 9s infinite }
</style>
<main><h1>x</h1><details><summary class="fine">Meer</summary><button style="min-height: 30px">Klein</button></details>
<label for="naked"></label><div class="wide"><p>Breed</p></div><p class="dim">Donker</p><div class="fades">Beweegt</div>
<a href="#x" style="display: inline-block; padding: 20px; color: inherit">Verder</a></main></html>"""


def test_what_stands_in_the_way_is_found(new_context: Callable[..., BrowserContext]) -> None:
    """So that no fault found above means that there is none."""
    page = new_context().new_page()
    page.set_content(BAD_PAGE)

    assert [fault.partition(" in 300")[0] for fault in find_faults(page)] == [
        'axe in dark: color-contrast: <p class="dim">Donker</p>',
        "target: 390 x 18: <summary.fine> Meer",
        "target: 60 x 30: <button> Klein",
        "moves: fade: <div.fades> Beweegt",
        "too wide, ltr: 310",
        "too wide, rtl: 310",
        "too wide at 360: 310",
        "too wide at 412: 310",
    ]
    assert not page.locator("details").evaluate("part => part.open")
