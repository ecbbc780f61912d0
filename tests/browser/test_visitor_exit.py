"""Leaving at once, in a real browser: it always works, and Back shows nothing of hers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import leave
from tests.browser.walking import Walker
from tests.factories.site import Site

SECRET = "Dit mag niemand zien"


@pytest.fixture(scope="module")
def remembering(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser that keeps pages for Back as a person's does; Playwright switches that off otherwise."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def phone(remembering: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """Give a phone with that browser."""
    with contextlib.ExitStack() as opened:

        def make(**choices: Any) -> Page:
            context = remembering.new_context(**{**browser_context_args, **choices})
            opened.callback(context.close)
            return context.new_page()

        yield make


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: Any, phone: Callable[..., Page]) -> Page:
    """A phone, once with and once without JavaScript."""
    return phone(java_script_enabled=request.param)


def begin(page: Page, site: Site) -> Walker:
    """Start the aid, and stand at its first questions."""
    walker = Walker(page, site)
    walker.start()
    next(None for _ in walker.walk(answering=False) if page.locator("main textarea").count())
    page.locator("main textarea").first.fill(SECRET)
    return walker


def assert_nothing_behind(page: Page, site: Site) -> None:
    """Whatever is behind this page in the browser, none of it is hers."""
    for _ in range(6):
        page.go_back()
        page.wait_for_load_state()
        html = page.content()
        assert SECRET not in html
        assert SECRET not in page.locator("body").inner_text()
        assert page.locator("main button[name=go]").count() == 0
        if page.url.startswith(site.url) and "/s/" in page.url:
            assert page.title().strip() == "Pagina"


def test_leaving_lands_on_the_neutral_site_and_back_shows_nothing(page: Page, site: Site, neutral: str) -> None:
    begin(page, site)

    leave(page, neutral)

    assert page.context.cookies(site.url) == []
    assert_nothing_behind(page, site)


def test_leaving_works_from_every_page_of_her_space(page: Page, site: Site, neutral: str) -> None:
    for path in ("1/read/", "keep/", "return/", "share/", "nergens/"):
        walker = Walker(page, site)
        walker.start()
        walker.go(f"/nl/s/{path}")
        leave(page, neutral)
        assert page.context.cookies(site.url) == [], path


def test_shift_three_times_leaves_and_typing_capitals_does_not(
    phone: Callable[..., Page], site: Site, neutral: str
) -> None:
    page = phone()
    begin(page, site)
    here = page.url

    page.locator("main textarea").first.press_sequentially("ABC Drie HOOFDLETTERS")
    for letter in "xyz":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator(".exit-cover")).to_have_count(0)
    assert page.url == here
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator("h1")).to_have_text("Het weer")
    assert page.url == neutral

    assert_nothing_behind(page, site)


STANDING = """() => {
  const button = document.querySelector('[data-exit] button'), bar = button.closest('.bar');
  const stays = ['sticky', 'fixed'].includes(getComputedStyle(bar).position);
  return (stays ? [0, document.body.scrollHeight / 2, document.body.scrollHeight] : [0]).map(where => {
    window.scrollTo(0, where);
    const box = button.getBoundingClientRect();
    const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
    return {
      inside: box.left >= 0 && box.right <= document.documentElement.clientWidth && box.top >= 0 && box.bottom <= innerHeight,
      high: box.height >= 44,
      free: points.every(([x, y]) =>
        button.contains(document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))),
    };
  });
}"""
RIGHT = {"inside": True, "high": True, "free": True}


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (1280, 800)], ids=["320", "1280 at 400 %", "1280"])
def test_the_exit_is_in_view_and_second_in_order_at_most(
    phone: Callable[..., Page], site: Site, size: tuple[int, int]
) -> None:
    page = phone(viewport={"width": size[0], "height": size[1]})
    walker = begin(page, site)
    for path in (
        walker.at,
        *(f"/nl/s/{end}" for end in ("", "1/", "1/read/", "keep/", "return/", "share/", "nergens/")),
    ):
        walker.go(path)
        page.evaluate("window.scrollTo(0, 0)")
        reached = []
        for _ in range(2):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.matches('[data-exit] button')"))
        assert any(reached), path
        standing = page.evaluate(STANDING)
        assert standing == [RIGHT] * len(standing), path
