"""Three people work through the reference aid on a phone: with script, without, and with the keyboard alone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

from tests.browser.looking import Inspector
from tests.browser.walking import OWN_TEXT, KeyboardWalker, Walker
from tests.factories.site import Site


def words_of(page: Page) -> str:
    """What the page that is open says, in one line."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def titles_of(walker: Walker) -> list[str]:
    """The steps that she may come by now, as her overview gives them."""
    walker.go("/nl/s/1/")
    return walker.page.locator("main li a").all_inner_texts()


def read_back(walker: Walker) -> str:
    """All that counts of what she gave."""
    walker.go("/nl/s/1/read/")
    return words_of(walker.page)


def pdf_of(walker: Walker) -> tuple[str, str]:
    """The name under which her answers are downloaded, and what they say."""
    walker.go("/nl/s/1/read/")
    with walker.page.expect_download() as downloading:
        walker.page.locator("a[href$='/pdf/']").click()
    pages = pypdf.PdfReader(io.BytesIO(downloading.value.path().read_bytes())).pages
    return downloading.value.suggested_filename, re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def walk(walker: Walker, inspector: Inspector) -> list[str]:
    """Walk the whole aid, looking at every page; gives the titles come by."""
    titles = []
    walker.start()
    for _ in walker.walk():
        inspector.look()
        titles.append(walker.page.locator("h1").inner_text())
    return list(dict.fromkeys(titles))


def test_somebody_who_is_pregnant_walks_to_the_end_and_takes_her_answers_along(
    phone: Callable[..., Page], site: Site
) -> None:
    page = phone()
    inspector, walker = Inspector(page, site.url), Walker(page, site)

    titles = walk(walker, inspector)

    assert inspector.faults == {}
    assert titles[:2] == ["Fijn dat je er bent", "Wat we bewaren en wat niet"]
    assert titles[2:4] == ["Wil je later kunnen terugkomen?", "Wie ben je in dit verhaal?"]
    assert titles[-2:] == ["Wat je nu in handen hebt", "Wat je schreef"]
    assert len(titles) > 28
    assert not {"Jouw plaats als partner", "En je ouders?", "Je bent nog geen 18"} & set(titles)
    summary = read_back(walker)
    assert summary.count(OWN_TEXT) > 8
    name, words = pdf_of(walker)
    assert (name, words.count(OWN_TEXT)) == ("document.pdf", summary.count(OWN_TEXT))


def test_a_partner_walks_a_path_of_his_own_without_script(phone: Callable[..., Page], site: Site) -> None:
    page = phone(java_script_enabled=False)
    inspector, walker = Inspector(page, site.url, script=False), Walker(page, site, who="partner")

    titles = walk(walker, inspector)

    assert inspector.faults == {}
    assert {"Jouw plaats als partner", "Wat jij nu in handen hebt", "Wat je schreef"} <= set(titles)
    assert not {"Past dit bij jou?", "Wat je nu in handen hebt", "En je ouders?"} & set(titles)
    name, words = pdf_of(walker)
    assert (name, words.count(OWN_TEXT) > 8) == ("document.pdf", True)


def test_somebody_under_18_walks_with_the_keyboard_alone(phone: Callable[..., Page], site: Site) -> None:
    walker = KeyboardWalker(phone(), site, age="16")

    walker.start()
    titles = [walker.page.locator("h1").inner_text() for _ in walker.walk()]

    assert walker.unseen == []
    assert {"Je bent nog geen 18", "En je ouders?", "Wat je nu in handen hebt", "Wat je schreef"} <= set(titles)
    assert read_back(walker).count(OWN_TEXT) > 8


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_choosing_otherwise_changes_the_path_and_keeps_what_was_written(
    phone: Callable[..., Page], site: Site, script: bool
) -> None:
    walker = Walker(phone(java_script_enabled=script), site, who="partner")
    page = walker.page
    walker.start()
    walk_to(walker, "Waar zit de knoop?")
    as_partner = titles_of(walker)
    walker.press(page.get_by_role("link", name="Jouw plaats als partner"))
    page.locator("main textarea").first.fill("Dit schreef ik als partner")
    walker.go_on()
    assert "Dit schreef ik als partner" in read_back(walker)

    choose(walker, "Ik ben zwanger")
    assert set(as_partner) - set(titles_of(walker)) == {"Jouw plaats als partner"}
    assert set(titles_of(walker)) - set(as_partner) == {"Hoever ben je?"}
    assert "Dit schreef ik als partner" not in read_back(walker)
    assert "Dit schreef ik als partner" not in pdf_of(walker)[1]

    choose(walker, "partner")
    assert titles_of(walker) == as_partner
    assert "Dit schreef ik als partner" in read_back(walker)


def walk_to(walker: Walker, title: str) -> None:
    """Walk on until the step with this title."""
    next(None for _ in walker.walk() if walker.page.locator("h1").inner_text() == title)


def choose(walker: Walker, who: str) -> None:
    """Go back to the question who she is, choose this, and walk on from there."""
    titles_of(walker)
    walker.press(walker.page.get_by_role("link", name="Wie ben je in dit verhaal?"))
    walker.who = who
    walk_to(walker, "Waar zit de knoop?")
