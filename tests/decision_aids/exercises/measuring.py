"""What a page is like for everybody: measured in a real browser, given as a list of faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 256}  # a window of 1280 by 1024 at 400 % is as large as this
WIDTHS = (360, 412)  # other phones: more on a line, less room for each
TARGET, IN_TEXT = 44, 24  # the least that a finger needs, in CSS pixels

AXE: str = Axe().axe_script
VIOLATIONS = "options => axe.run('main', options).then(found => found.violations)"
"""What was sound is left in the browser: to carry it over took a quarter of the time."""


def ask(page: Page, what: str) -> Any:
    """What the script of this module finds in the page."""
    return page.evaluate(f"() => {SCRIPT.strip()}.{what}")


def find_faults(page: Page, *, by_rule: bool = True) -> list[str]:
    """Everything that stands in somebody's way on this page, folded parts too; leaves the page as it was.

    Without `by_rule` only what is measured, which is quick.
    """
    page.emulate_media(reduced_motion="reduce")
    ask(page, "unfold()")
    faults = [*(_by_rule(page) if by_rule else ()), *_by_measure(page)]
    ask(page, "fold()")
    page.emulate_media(reduced_motion="no-preference")
    return faults


def _by_rule(page: Page) -> Iterator[str]:
    """What axe finds: everything in light, and what hangs on colours in the dark."""
    page.evaluate(AXE)
    yield from _said("light", page.evaluate(VIOLATIONS, {"resultTypes": ["violations"]}))
    page.emulate_media(color_scheme="dark")
    yield from _said("dark", page.evaluate(VIOLATIONS, {"runOnly": ["color-contrast"]}))
    page.emulate_media(color_scheme="light")


def _said(where: str, violations: list[dict[str, Any]]) -> Iterator[str]:
    for one in violations:
        for node in one["nodes"]:
            yield f"axe in {where}: {one['id']}: {node['html'][:160]}"


def _by_measure(page: Page) -> Iterator[str]:
    """Targets on a phone, what is too wide at 320 px and at 400 %, also from right to left, and what moves."""
    yield from (f"target: {one}" for one in ask(page, f"smallTargets({TARGET}, {IN_TEXT})"))
    yield from (f"moves: {one}" for one in ask(page, "moving()"))
    page.set_viewport_size(NARROW)
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        yield from (f"too wide, {direction}: {one}" for one in ask(page, "overflows()"))
    page.evaluate("() => { document.documentElement.dir = 'ltr' }")
    for width in WIDTHS:
        page.set_viewport_size({**PHONE, "width": width})
        yield from (f"too wide at {width}: {one}" for one in ask(page, "overflows()"))
    page.set_viewport_size(PHONE)
