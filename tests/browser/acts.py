"""What a visitor does besides answering: keeps her space, asks a helper, leaves, comes back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.walking import Walker


def take_words(walker: Walker) -> list[str]:
    """Take seven words and type two of them back; gives the seven."""
    page = walker.page
    walker.go("/nl/s/keep/")
    walker.press("form[action$='/keep/words/'] button")
    words = [word.strip() for word in page.locator(".phrase li").all_inner_texts()]
    for name in ("first", "second"):
        label = page.locator(f"label[for=id_{name}]").inner_text()
        page.locator(f"#id_{name}").fill(words[int("".join(filter(str.isdigit, label))) - 1])
    walker.press("main form button")
    assert len(words) == 7
    return words


def write_question(walker: Walker) -> None:
    """Write a question, choose a team and every answer, and see what they will see."""
    page = walker.page
    walker.go("/nl/s/share/new/1/")
    page.locator("textarea[name=question]").fill(walker.say())
    page.locator("input[name=team]").first.check(force=True)
    for box in page.locator("input[name=answers]").all():
        box.check(force=True)
    page.locator("main form").evaluate("form => form.querySelectorAll('details').forEach(part => part.open = true)")
    page.locator("[name=times]").fill(walker.say())
    walker.press("button[name=preview]")


def leave(page: Page, neutral: str) -> None:
    """Press the exit button, and see the neutral site."""
    page.locator("[data-exit] button").click()
    expect(page.locator("h1")).to_have_text("Het weer")
    assert page.url == neutral


def come_back(walker: Walker, words: list[str]) -> None:
    """Open the space again with the words."""
    walker.go("/nl/s/return/")
    walker.page.locator("textarea[name=words]").fill(" ".join(words))
    walker.press("main form button")
    assert walker.at in ("/nl/s/", "/nl/s/1/")
