"""What a step weighs on its way to her phone: the page, its styles and its scripts, as they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.walking import Walker
from tests.factories.site import Site

LIMIT = 8 * 1024
SIMPLE = (
    "Fijn dat je er bent",
    "Wil je later kunnen terugkomen?",
    "Wie ben je in dit verhaal?",
    "Vier wegen naast elkaar",
)
"""Something to read, an offer, a question with choices."""
MIDDLE = 8_000  # half of the steps weigh less
HEAVIEST = 13.5 * 1024  # pros and cons of four ways, each with its weights
WEIGHTS = """() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
  .filter(entry => /^(navigation|link|script|css)$/.test(entry.initiatorType) && !/\\.svg$/.test(entry.name))
  .map(entry => ({sent: entry.encodedBodySize, plain: entry.decodedBodySize, waited: entry.renderBlockingStatus === 'blocking'}))"""


def test_simple_steps_weigh_eight_kilobytes_at_most(phone: Callable[..., Page], site: Site) -> None:
    walker = Walker(phone(), site)
    loaded: dict[str, list[dict[str, Any]]] = {}

    walker.start()
    for _ in walker.walk(answering=False):
        walker.page.wait_for_load_state("load")
        loaded[walker.page.locator("h1").inner_text()] = walker.page.evaluate(WEIGHTS)

    weights = {title: sum(part["sent"] for part in parts) for title, parts in loaded.items()}
    assert len(weights) > 28
    assert {title: weights[title] for title in SIMPLE if weights[title] > LIMIT} == {}
    assert sorted(weights.values())[len(weights) // 2] <= MIDDLE
    assert {title: weight for title, weight in weights.items() if weight > HEAVIEST} == {}
    assert {title for title, parts in loaded.items() if sum(part["waited"] for part in parts) > 2} == set()
    assert {title for title, parts in loaded.items() if any(part["sent"] >= part["plain"] for part in parts)} == set()
