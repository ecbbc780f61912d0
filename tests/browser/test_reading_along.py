"""She invites somebody on her phone; that person reads along on another one, with JavaScript and without."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from decision_aids.vault.codes import read_code
from tests.browser.walking import Walker
from tests.factories.site import Site

STEPS = 8
WORDS = "Ik wil dit met jou delen."


def invite(walker: Walker, *, name: str, may: str) -> dict[str, str]:
    """Let somebody read along from her own pages; gives the link and the code that she sees."""
    page = walker.page
    walker.go("/nl/s/share/with/1/")
    page.fill("[name=name]", name)
    page.locator("[name=answers]").first.check(force=True)
    page.check(f"[name=may][value={may}]", force=True)
    if may != "answers":
        page.fill("[name=words]", WORDS)
    walker.press("button[name=preview]")
    expect(page.locator("main")).to_contain_text(name)
    walker.press("button[name=send]")
    link, enter, code, words = page.locator(".code-text").all_inner_texts()
    assert link == f"{enter}#{code.replace('-', '')}"
    assert (len(words.split()), read_code(words)) == (10, read_code(code))
    return {"link": link, "enter": enter, "code": code}


def fits(page: Page) -> bool:
    """Whether nothing sticks out of a small phone."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_invited_person_reads_along_and_says_something(new_context: Any, site: Site, scripts: bool) -> None:
    hers, theirs = new_context(), new_context(java_script_enabled=scripts)
    walker = Walker(hers.new_page(), site)
    walker.start()
    for _ in islice(walker.walk(), STEPS):
        pass
    given = invite(walker, name="Jan", may="comment")
    assert fits(walker.page)
    assert walker.page.evaluate("document.querySelector('.code-picture').naturalWidth") > 0

    reader = theirs.new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(given["link"])
    if scripts:
        expect(reader.locator("[name=code]")).to_have_value(given["code"].replace("-", ""))
        assert "#" not in reader.url
    else:
        assert fits(reader)
        reader.fill("[name=code]", given["code"].lower().replace("-", " "))
    with reader.expect_navigation(url=re.compile(r"/nl/s/in/read/#content$")):
        reader.locator("main form button").click()

    expect(reader.locator("main")).to_contain_text(WORDS)
    assert re.fullmatch(r"Pagina|Page", reader.title())
    if scripts:
        assert fits(reader)
        expect(reader.locator("main")).not_to_contain_text("undefined")
    assert not [url for url in asked if given["code"].replace("-", "") in url.partition("#")[0]]
    assert all(url.startswith((site.url, "data:")) for url in asked)
    assert [cookie["name"] for cookie in theirs.cookies()] == ["r"]
    talk = reader.locator("main > .page > form.form")
    talk.locator("textarea").fill("Ik ben er <b>voor</b> jou.")
    with reader.expect_navigation():
        talk.locator("button").click()
    expect(reader.locator(".thread").last).to_contain_text("Ik ben er <b>voor</b> jou.")

    walker.go("/nl/s/share/")
    walker.press("main .entry__title")
    expect(walker.page.locator(".thread").first).to_contain_text("Ik ben er <b>voor</b> jou.")
    walker.press("main a[href$='/readers/']")
    walker.press("main .entry__title")
    walker.press("button[name=withdraw]")

    with reader.expect_navigation():
        reader.goto(f"{site.url}/nl/s/in/read/")
    expect(reader.locator("main")).to_contain_text("Hier is nu niets open")
    expect(reader.locator("main")).not_to_contain_text(WORDS)


def test_used_link_says_so_and_leaving_needs_a_new_one(new_context: Any, site: Site) -> None:
    hers, theirs = new_context(), new_context()
    walker = Walker(hers.new_page(), site)
    walker.start()
    for _ in islice(walker.walk(), STEPS):
        pass
    given = invite(walker, name="Els", may="answers")
    reader = theirs.new_page()
    reader.goto(given["link"])
    with reader.expect_navigation():
        reader.locator("main form button").click()
    reader.locator(".bar form button").first.click()
    expect(reader.locator("h1")).to_have_text("Het weer")
    assert theirs.cookies() == []

    reader.goto(given["link"])
    with reader.expect_navigation():
        reader.locator("main form button").click()
    expect(reader.locator("main")).to_contain_text("Een code werkt één keer")
    reader.goto(f"{site.url}/nl/s/in/read/")
    expect(reader.locator("main")).to_contain_text("Hier is nu niets open")


def test_plan_is_worked_on_by_two_on_their_phones(new_context: Any, site: Site) -> None:
    hers, theirs = new_context(), new_context()
    walker = Walker(hers.new_page(), site)
    walker.start()
    for _ in islice(walker.walk(), STEPS):
        pass
    given = invite(walker, name="Jan", may="talk")
    reader = Walker(theirs.new_page(), site)
    reader.page.goto(given["link"])
    reader.press("main form button")

    walker.go("/nl/s/share/")
    walker.press("main .entry__title")
    walker.press("main a[href$='/plan/']")
    walker.page.fill("[name=goal]", "Rust in huis")
    walker.page.fill("[name=what_0]", "Elke avond wandelen")
    walker.page.fill("[name=who_0]", "Wij twee")
    assert fits(walker.page)
    walker.press("main form button")
    walker.page.locator("[name^=may_][value=edit]").check(force=True)
    walker.press("button[name=give]")
    expect(walker.page.locator("main")).to_contain_text("Jan")

    reader.go("/nl/s/in/read/")
    reader.press("main a[href*='/plan/']")
    assert fits(reader.page)
    reader.page.fill("[name=what_1]", "Oma bellen")
    reader.press("main form button")
    expect(reader.page.locator("main")).to_contain_text("Oma bellen")
    walker.go(f"{walker.at}")
    expect(walker.page.locator("main")).to_contain_text("Oma bellen")
    expect(walker.page.locator("main")).to_contain_text("Veranderd door Jan")
