"""Every kind of screen that a visitor can come by, looked at one after the other; the steps are in test_visitor_paths."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.browser import acts
from tests.browser.looking import Inspector
from tests.browser.walking import NEXT, Walker
from tests.factories.site import STARTER, Site

PUBLIC = r"/nl/(?!s/).*"
SPACE = r"/nl/s/(?!.*(/pdf/|/a/[0-9a-f]{8}/|/calendar/)).*"
AID = """
from tests.factories import aids
page = aids.make_aid(slug={slug!r}, title="Nog een keuze")
aids.publish(page)
"""
CHANGED = """
from decision_aids.flows.models import DecisionAidPage
from tests.factories import aids
flow = aids.whole_flow()
flow.insert(2, aids.step("more", aids.text("something more")))
aids.publish(DecisionAidPage.objects.get(slug={slug!r}), flow)
"""


def test_public_screens(phone: Callable[..., Page], site: Site) -> None:
    page = phone()
    inspector, walker = Inspector(page, site.url), Walker(page, site)

    shapes = inspector.look_along("/nl/", PUBLIC, "everybody")
    for path in ("/nl/nergens/", "/nl/organisaties/?q=xyzzy"):
        walker.go(path)
        inspector.look("everybody")

    assert inspector.faults == {}
    assert {f"/nl/{STARTER}/", "/nl/organisaties/", "/nl/voor-hulpverleners/", "/nl/goed-om-te-weten/"} <= shapes


def test_screens_of_her_space(phone: Callable[..., Page], site: Site, neutral: str) -> None:
    slug = f"klein-{secrets.token_hex(4)}"
    site.manage("shell", "--verbosity=0", text=AID.format(slug=slug))
    page = phone()
    inspector, walker = Inspector(page, site.url, exit_address=neutral), Walker(page, site)

    begin(walker, inspector)
    words = keep(walker, inspector)
    room = ask(walker, inspector)
    walker.start(slug)
    site.manage("shell", "--verbosity=0", text=CHANGED.format(slug=slug))
    walker.go("/nl/s/2/")
    inspector.look()
    walker.press("main a[href$='/newer/']")
    inspector.look()
    shapes = inspector.look_along("/nl/s/", SPACE)
    withdraw(walker, inspector, room)
    leave(walker, inspector, neutral)
    come_back(walker, inspector, words)
    delete(walker, inspector)

    assert inspector.faults == {}
    assert {"/nl/s/*/", "/nl/s/*/read/", "/nl/s/keep/", "/nl/s/keep/delete/", "/nl/s/share/*/change/"} <= shapes


def begin(walker: Walker, inspector: Inspector) -> None:
    """Start, give an age that is none, then something that can be shared."""
    walker.start()
    for _ in walker.walk():
        if walker.page.locator("input[name$='-age']").count():
            walker.page.locator("input[name$='-age']").fill("oud")
            walker.press(NEXT)
            inspector.look()
        if walker.page.locator("main textarea").count():
            walker.answer()
            walker.go_on()
            break


def keep(walker: Walker, inspector: Inspector) -> list[str]:
    """Take words, type them back wrongly, then rightly; choose how long."""
    page = walker.page
    walker.go("/nl/s/keep/")
    inspector.look()
    walker.press("form[action$='/keep/words/'] button")
    inspector.look()
    for name in ("first", "second"):
        page.locator(f"#id_{name}").fill("verkeerd")
    walker.press("main form button")
    inspector.look()
    words = acts.take_words(walker)
    inspector.look()
    page.locator("input[name=days]").last.check(force=True)
    walker.press("form[action$='/keep/days/'] button")
    inspector.look()
    return words


def ask(walker: Walker, inspector: Inspector) -> str:
    """Forget the team, then ask; gives where the talk is."""
    walker.go("/nl/s/share/new/1/")
    walker.press("button[name=preview]")
    inspector.look()
    acts.write_question(walker)
    inspector.look()
    walker.press("button[name=send]")
    inspector.look()
    room = walker.at
    walker.go(f"{room}change/")
    walker.page.locator("input[name=answers]").first.uncheck(force=True)
    walker.press("button[name=preview]")
    inspector.look()
    return room


def withdraw(walker: Walker, inspector: Inspector, room: str) -> None:
    """Take it back."""
    walker.go(f"{room}withdraw/")
    walker.press("main form button")
    inspector.look()
    walker.go(room)
    inspector.look()


def leave(walker: Walker, inspector: Inspector, neutral: str) -> None:
    """Leave, with the neutral site out of reach for a while: the page in between stays."""

    def answer_nothing(route: Route) -> None:
        route.fulfill(status=204)

    walker.page.route(neutral, answer_nothing)
    walker.press("[data-exit] button")
    inspector.look(dark=False)  # it has no colours of its own, and axe takes what the browser gives for white
    walker.page.unroute(neutral, answer_nothing)
    for path in ("/nl/s/1/", "/nl/s/", "/nl/s/nergens/"):
        walker.go(path)
        inspector.look()


def come_back(walker: Walker, inspector: Inspector, words: list[str]) -> None:
    """Type wrong words, then the right ones."""
    walker.go("/nl/s/return/")
    inspector.look()
    walker.page.locator("textarea[name=words]").fill("een twee drie")
    walker.press("main form button")
    inspector.look()
    acts.come_back(walker, words)


def delete(walker: Walker, inspector: Inspector) -> None:
    """Send a form that is not hers, then delete everything."""
    walker.go("/nl/s/keep/delete/")
    walker.page.locator("main input[name=token]").evaluate("field => { field.value = 'x'; }")
    walker.press("main form button")
    inspector.look()
    walker.go("/nl/s/keep/delete/")
    inspector.look()
    walker.press("main form button")
    inspector.look()
