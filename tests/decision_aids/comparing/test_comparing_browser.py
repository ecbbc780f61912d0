"""Two telephones, one of them without JavaScript: from the link to side by side, and gone for both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.decision_aids.comparing.conftest import FIRST, HERS, HIS
from tests.decision_aids.conftest import block_id

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phones(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Hers, and his without JavaScript."""
    contexts = [
        browser.new_context(viewport=PHONE, locale="nl-BE"),
        browser.new_context(viewport=PHONE, locale="nl-BE", java_script_enabled=False),
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def press(page: Page, name: str, role: Any = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def write(page: Page, base: str, text: str) -> None:
    page.goto(f"{base}/nl/s/1/{block_id('one')[:8]}/")
    page.locator(f"[name='{FIRST[:8]}-text']").fill(text)
    press(page, "Verder")


def fits(page: Page) -> bool:
    """Whether nothing stands beside the screen."""
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_a_link_to_side_by_side_and_gone(phones: tuple[Page, Page], aid: Any, live_server: LiveServer) -> None:
    she, he = phones
    base = live_server.url
    she.goto(f"{base}/nl/keuze/")
    with she.expect_navigation():
        she.locator("form[action$='/s/start/'] button").click()
    write(she, base, HERS)

    she.goto(f"{base}/nl/s/1/read/")
    press(she, "Leg jullie antwoorden naast elkaar", "link")
    press(she, "Kies oefeningen", "link")
    she.get_by_label("Brief first-letter").check()
    press(she, "Maak een link")
    expect(she.get_by_role("img")).to_be_visible()
    link, code = she.locator(".code-text").first.inner_text(), she.locator(".code-text--large").inner_text()
    assert link.endswith("/nl/s/two/in/#" + code.replace("-", ""))
    assert fits(she)
    press(she, "Ga verder", "link")
    address = she.url

    he.goto(link)
    he.get_by_label("Je code").fill(code)
    press(he, "Open het")
    assert he.url == f"{address}#content"
    write(he, base, HIS)
    for page in (he, she):
        page.goto(address)
        expect(page.get_by_text("Alleen als je je er veilig bij voelt")).to_be_visible()
        press(page, "Bekijk wat getoond zou worden", "link")
        page.get_by_label("Toon dit: Brief first-letter").check()
        press(page, "Ik zeg ja")

    expect(she.get_by_text(HIS)).to_be_visible()
    expect(she.get_by_text(HERS)).to_be_visible()
    assert fits(she)
    she.reload()
    expect(she.get_by_text(HIS)).to_be_visible()
    he.goto(address)
    expect(he.get_by_text(HERS)).to_be_visible()
    press(he, "Stop met vergelijken", "link")
    press(he, "Stop met vergelijken")

    with she.expect_navigation():  # she comes back to her tab
        she.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(she.get_by_role("heading", name="Dit is er niet meer")).to_be_visible()
    expect(she.get_by_text(HIS)).to_have_count(0)


def test_the_code_of_a_link_fills_itself_in_and_leaves_the_address(
    page: Page, live_server: LiveServer, db: Any
) -> None:
    page.goto(f"{live_server.url}/nl/s/two/in/#7K3M9QXA7K3M9QXA7K3M")

    expect(page.get_by_label("Je code")).to_have_value("7K3M9QXA7K3M9QXA7K3M")
    assert page.url == f"{live_server.url}/nl/s/two/in/"
