"""Everything that a visitor types in a browser carries a mark; afterwards no mark is on her device, nor on the server."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import acts
from tests.browser.everybody import CODE
from tests.browser.marks import Marks, places_of
from tests.browser.walking import NEXT, Walker
from tests.factories.site import Site

TEXTS = ":is(textarea, input[type=text], input[type=email], input[type=search]):not([inputmode=numeric]):visible"
TOO_LONG = "x " * 10_000


class Marked(Walker):
    """Somebody whose every word carries a mark of its own."""

    def __init__(self, page: Page, site: Site, marks: Marks) -> None:
        super().__init__(page, site, say=marks.say)
        self.marks = marks

    def mistake(self, field: str, button: str) -> None:
        """Write in this field what is refused there, and see it come back."""
        self.page.locator(field).fill(self.say())
        self.press(button)
        expect(self.page.locator(".error-summary")).to_be_visible()

    def write(self, field: str, button: str, **given: str) -> None:
        """Write in every field of the form with this field, press its button, and see that it was taken."""
        form = self.page.locator(f"main form:has({field})").first
        form.evaluate("form => form.querySelectorAll('details').forEach(part => part.open = true)")
        for one in form.locator(TEXTS).all():
            one.fill(given.get(one.get_attribute("name") or "") or self.say())
        for name in ("[value=comment]", "[name=answers]"):
            for one in form.locator(f"input{name}").all()[:1]:
                one.check(force=True)
        self.press(form.locator(button).first)
        expect(self.page.locator(".error-summary")).to_have_count(0)

    def write_twice(self, path: str, field: str, button: str = "button", **given: str) -> None:
        """Write in a form: first too much, and on the page that gives it back what is taken there."""
        form = f"main form:has({field})"
        self.go(path)
        self.page.locator(f"{form} {field}").first.fill(f"{self.say()} {TOO_LONG}")
        self.press(f"{form} {button}")
        expect(self.page.locator(".error-summary")).to_be_visible()
        self.write(field, button, **given)


def live_through(her: Marked, neutral: str) -> None:
    """Her whole way: answer everything, keep it, ask a helper, let somebody read along, leave, come back, leave again."""
    marks = her.marks
    her.start()
    for _ in her.walk():
        if her.page.locator("input[name$='-age']").count():
            her.mistake("input[name$='-age']", NEXT)
    words = acts.take_words(her)
    typed = marks.words(words).split()
    her.go("/nl/s/share/new/1/")
    her.mistake("textarea[name=question]", "button[name=preview]")
    acts.write_question(her)
    her.press("button[name=send]")
    room = her.at
    her.write_twice(room, "textarea[name=text]")
    her.write_twice(f"{room}wishes/", "[name=times]")
    her.write_twice(f"{room}mail/", "[name=address]", address=f"{marks.new()}@example.org")
    her.write_twice(f"{room}plan/", "[name=goal]")
    her.write_twice(f"{room}readers/", "[name=name]", name=marks.new())
    read_along(her)
    her.go("/nl/s/1/read/")
    shown = her.page.content()
    assert sum(mark in shown for mark in marks.given) > 25
    with her.page.expect_download() as downloading:
        her.page.locator("a[href$='/pdf/']").click()
    downloading.value.delete()
    acts.leave(her.page, neutral)
    her.go("/nl/s/return/")
    her.mistake("textarea[name=words]", "main form button")
    acts.come_back(her, typed)
    acts.leave(her.page, neutral)


def read_along(her: Marked) -> None:
    """Let somebody read along, who uses the same browser: the code, what that person says, and the other two codes."""
    marks = her.marks
    her.write_twice("/nl/s/share/with/1/", "[name=words]", "button[name=preview]", name=marks.new())
    her.press("button[name=send]")
    found = CODE.search(her.page.locator("main").inner_text())
    assert found is not None
    code = marks.code(found[0])
    for place in ("two/in", "share/begin", "in"):
        her.go(f"/nl/s/{place}/")
        her.mistake("[name=code]", "main form:has([name=code]) button")
    her.write("[name=code]", "button", code=code)
    her.write_twice("/nl/s/in/read/", "textarea[name=text]:visible")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_that_she_types_is_anywhere_afterwards(
    site: Site, neutral: str, tmp_path: Path, playwright: Any, browser_type_launch_args: dict[str, Any], script: bool
) -> None:
    profile, marks = tmp_path / "profile", Marks()
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        str(profile), **browser_type_launch_args, locale="nl-BE", java_script_enabled=script
    )
    with contextlib.closing(context):
        live_through(Marked(context.pages[0], site, marks), neutral)

    assert len(marks.given) > 60
    assert places_of(marks.wanted(), profile) == {}
    assert places_of(marks.wanted(), site.state) == {}
    log = site.log.read_text()
    assert "Traceback" not in log
    assert "127.0.0.1:" not in log.replace(site.url, "")


def test_the_scan_finds_what_a_browser_writes_down(
    neutral: str, tmp_path: Path, playwright: Any, browser_type_launch_args: dict[str, Any]
) -> None:
    """Chromium keeps what was posted to the page that it shows: a scan that does not find that is blind."""
    mark, profile = Marks().new(), tmp_path / "profile"
    context: BrowserContext = playwright.chromium.launch_persistent_context(str(profile), **browser_type_launch_args)
    with contextlib.closing(context):
        page = context.pages[0]
        page.goto(neutral)
        page.locator("input").fill(mark)
        with page.expect_navigation():
            page.locator("button").click()
        page.goto("about:blank")

    assert places_of([mark], profile) != {}
