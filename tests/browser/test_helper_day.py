"""A day of two teams in a real browser, on a phone: she asks, one team answers, the other sees nothing, she takes it back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cms.accounts.models import User
from decision_aids.desk.models import AnswerTemplate
from tests.browser.looking import Inspector
from tests.decision_aids.conftest import _begin_anew, branching_flow, publish_aid
from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, _quick_passphrases, crew, other_crew

__all__ = ["_begin_anew", "_quick_passphrases", "crew", "other_crew", "publish_aid"]

PASSWORD = "een-lang-wachtwoord-voor-tests"


class Person:
    """Somebody with a browser of her own. Every page that it shows is looked at."""

    def __init__(self, context: BrowserContext, site: str, *, axe: bool = False) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.site = site
        self.script = axe
        self.inspector = Inspector(self.page, site, script=axe)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")
        self.look()

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def look(self) -> None:
        """Refuse a page that is wider than a small phone, that asked another host, or that axe finds fault with."""
        self.inspector.look("staff")
        assert self.inspector.faults == {}

    def text(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture
def aid(publish_aid: Any) -> Any:
    """An aid at an address of its own: the server of all these tests keeps pages."""
    return publish_aid(branching_flow(), slug=f"keuze-{secrets.token_hex(4)}")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def person(request: Any, new_context: Callable[..., BrowserContext], live_server: Any) -> Callable[[], Person]:
    """Give somebody a browser; once with and once without JavaScript."""
    return lambda: Person(new_context(java_script_enabled=request.param), live_server.url, axe=request.param)


def enter_desk(person: Person, crew: Crew) -> None:
    """Sign in and unlock the desk."""
    user: User = crew.helper
    user.set_password(PASSWORD)
    user.save()
    person.go("/desk/")
    person.page.fill("input[name=login]", user.username)
    person.page.fill("input[name=password]", PASSWORD)
    person.press("main form button[type=submit]")
    person.page.fill("#id_passphrase", PASSPHRASE)
    person.press("main form.form button")
    expect(person.page).to_have_url(f"{person.site}/desk/")


def write_letter(her: Person, aid: Any, text: str) -> None:
    """Start the aid and write the letter in it."""
    her.go(f"/nl/{aid.slug}/")
    her.press("form[action$='/s/start/'] button")
    her.press("button[value=next]")
    her.page.locator("input[type=radio]").first.check()
    her.press("button[value=next]")
    her.page.locator("textarea").first.fill(text)
    her.press("button[value=next]")


@pytest.mark.django_db(transaction=True)
def test_a_day_of_two_teams(person: Callable[[], Person], aid: Any, crew: Crew, other_crew: Crew) -> None:
    AnswerTemplate.objects.create(title="Welkom", language="nl", text="Dag, hier is {helper} van {team}.")
    her, helper, other = person(), person(), person()
    write_letter(her, aid, "Lieve ik, dit is geheim.")

    her.go("/nl/s/share/")
    her.press("main .actions a")
    her.press("button[name=preview]")
    expect(her.page.locator(".error-summary")).to_be_visible()
    her.page.get_by_label("Noord").check()
    her.page.get_by_label("Mijn brief").check()
    her.page.fill("#id_question", "Wat vind jij hiervan?")
    her.press("button[name=preview]")
    assert "Lieve ik, dit is geheim." in her.text()
    her.press("button[name=send]")
    room = her.page.url.removeprefix(her.site)

    enter_desk(other, other_crew)
    other.go("/desk/?view=all")
    assert other.page.locator(".entry").count() == 0

    enter_desk(helper, crew)
    assert "Wat vind jij" not in helper.text()
    helper.press(".entry__title")
    share = helper.page.url.removeprefix(helper.site)
    assert helper.text().index("Wat vind jij hiervan?") < helper.text().index("Lieve ik, dit is geheim.")
    other.go(share)
    assert "Wat vind jij" not in other.text()

    helper.press("form[action$='/claim/'] button")
    helper.press(".toolbar select ~ button")
    expect(helper.page.locator("#id_reply_text")).to_have_value("Dag, hier is Noord van Noord.")
    helper.page.fill("#id_reply_text", "Dank je. Kijk op https://example.org/lees.")
    helper.press("#reply button[name=preview]")
    helper.press("#reply .actions button >> nth=0")
    helper.page.locator("article details summary").first.click()
    helper.page.locator("article details textarea").first.fill("Mooi dat je dit opschrijft.")
    helper.press("article details form button")
    helper.page.locator("#notes summary").click()
    helper.page.fill("#id_note_text", "Dit lezen alleen wij.")
    helper.press("#notes form button")

    her.go("/nl/s/1/")
    assert her.page.locator(".own-links .tag").inner_text() == "1"
    her.go(room)
    assert "Dank je." in her.text()
    assert her.page.locator("main a[href='https://example.org/lees']").get_attribute("rel") == (
        "nofollow noopener noreferrer"
    )
    assert her.text().index("Lieve ik, dit is geheim.") < her.text().index("Mooi dat je dit opschrijft.")
    assert "Dit lezen alleen wij." not in her.page.content()
    her.page.fill("#id_text", "Dat helpt, dank je.")
    her.press("main form.form button")

    helper.go("/desk/?view=mine")
    helper.press(".entry__title")
    assert "Dat helpt, dank je." in helper.text()
    helper.page.fill("#id_reply_text", "Dit komt te laat.")
    if helper.script:
        expect(helper.page.locator("[data-draft-status]").first).to_have_text("Bewaard als concept")

    her.go(f"{room}withdraw/")
    her.press("main form button")
    her.go(room)
    assert "Dank je." not in her.page.content()

    if helper.script:
        helper.page.fill("#id_reply_text", "Dit komt veel te laat.")
        expect(helper.page.locator("[data-draft-status]").first).to_contain_text("dit gesprek is er niet meer")
        [told] = helper.inspector.faults.popitem()[1]
        assert told.endswith("410 (Gone)")  # the browser itself tells that the draft was refused, and nothing else
    helper.press("#reply .actions button >> nth=0")
    assert "Wat vind jij" not in helper.page.content()
    assert "Lieve ik" not in helper.page.content()
    helper.go("/desk/?view=all")
    assert helper.page.locator(".entry").count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("person", [True], indirect=True, ids=["script"])
def test_every_screen_of_the_desk(person: Callable[[], Person], aid: Any, crew: Crew, other_crew: Crew) -> None:
    lead = crew.helper.memberships.get()
    lead.lead = True
    lead.save()
    her, helper = person(), person()
    write_letter(her, aid, "Iets.")
    her.go("/nl/s/share/new/1/")
    her.page.get_by_label("Noord").check()
    her.page.fill("#id_question", "Een vraag")
    her.press("button[name=preview]")
    her.press("button[name=send]")
    enter_desk(helper, crew)

    for view in ("mine", "free", "all", "waiting", "later", "closed"):
        helper.go(f"/desk/?view={view}")
    helper.go("/desk/keys/passphrase/")
    helper.page.fill("#id_passphrase", "kort")
    helper.press("main form.form button")
    helper.go("/desk/overview/")
    helper.go("/desk/keys/")
    helper.page.get_by_text("Menu", exact=True).click()
    helper.look()
    helper.page.locator("main details summary").first.click()
    helper.press("form[action$='/sheet/'] button")
    helper.press("main form.form button")
    helper.go(f"/desk/keys/{crew.team.pk}/recover/")
    helper.page.fill("#id_words", "een twee drie")
    helper.press("main form.form button")
    helper.go("/desk/")
    helper.press(".entry__title")
    share = helper.page.url.removeprefix(helper.site)
    helper.page.get_by_text("Doorgeven of uitstellen", exact=True).click()
    helper.press("form[action$='/later/'] button")
    helper.go("/desk/?view=later")
    helper.press(".entry__title")
    helper.press("form[action$='/close/'] button")
    helper.go(share)
    helper.press("form[action$='/reopen/'] button")
    helper.press("form[action$='/lock/'] button")
    helper.page.fill("#id_passphrase", "een verkeerde wachtzin")
    helper.press("main form.form button")
    helper.go("/desk/setup/")
