"""A long talk on a helper's phone: the newest and the place to answer are one press away, and no answer is out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from decision_aids.desk import folding
from decision_aids.desk.models import Draft
from decision_aids.sharing.models import Share
from tests.browser.test_helper_day import (
    Person,
    _begin_anew,
    _quick_passphrases,
    aid,
    crew,
    enter_desk,
    person,
    publish_aid,
    write_letter,
)
from tests.decision_aids.conftest import block_id
from tests.decision_aids.sharing.conftest import Crew

__all__ = ["_begin_anew", "_quick_passphrases", "aid", "crew", "person", "publish_aid"]

PHONE = {"width": 390, "height": 844}
LETTER = f"#answer-{block_id('my-letter')[:8]}"


@pytest.mark.django_db(transaction=True)
def test_in_a_long_talk_everything_is_one_press_away(
    person: Callable[[], Person], aid: Any, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "MANY_ANSWERS", 1)
    her, helper = person(), person()
    write_letter(her, aid, "Lieve ik, dit is geheim.")
    her.go("/nl/s/share/new/1/")
    her.page.get_by_label("Noord").check()
    for box in her.page.locator("input[name=answers]").all():
        box.check()
    her.page.fill("#id_question", "Wat denk je?")
    her.press("button[name=preview]")
    her.press("button[name=send]")
    share = f"/desk/{Share.objects.get().pk}/"
    helper.page.set_viewport_size(PHONE)
    enter_desk(helper, crew)

    helper.go(share)
    letter = helper.page.locator(LETTER)
    expect(letter).to_be_hidden()
    helper.page.locator("p.jumps__list a[href='#reply']").click()
    expect(helper.page.locator("#id_reply_text")).to_be_in_viewport()
    helper.page.locator("details.fold > summary").click()
    expect(letter).to_be_visible()

    helper.go("/desk/")
    helper.go(f"{share}{LETTER}")  # an address that points into a folded part
    expect(letter).to_be_visible()
    expect(letter.locator("h3")).to_be_in_viewport()
    letter.locator("summary").click()
    letter.locator("textarea").fill("Mooi dat je dit")
    if helper.script:
        with helper.page.expect_response("**/draft/"):
            pass  # kept by the page itself, a few seconds later
        assert Draft.objects.count() == 1
        helper.go(share)
        expect(letter.locator("textarea")).to_have_value("Mooi dat je dit")
    letter.locator("textarea").fill("Mooi dat je dit opschrijft.")
    helper.press(f"{LETTER} form button")

    expect(letter).to_contain_text("Mooi dat je dit opschrijft.")
    expect(letter.locator(".notice")).to_have_text("Verstuurd. De bezoeker kan het nu lezen.")
    expect(letter.locator(".notice")).to_be_in_viewport()
    helper.page.fill("#id_reply_text", "Dag.")
    helper.press("#reply .actions button >> nth=0")
    expect(helper.page.locator("#last .notice")).to_be_in_viewport()
    expect(letter).to_be_hidden()
