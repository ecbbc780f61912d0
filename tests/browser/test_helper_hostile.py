"""Hostile texts from her to the desk and back, in a real browser: no dialog, no element made of them, no other host asked."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from decision_aids.desk.keyring import room_key_for
from decision_aids.desk.notes import write_note
from decision_aids.exercises.fields import clean_text
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.services import say
from tests.browser.test_helper_day import Person, aid, enter_desk, write_letter
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.conftest import _begin_anew, publish_aid
from tests.decision_aids.sharing.conftest import Crew, _quick_passphrases, crew

__all__ = ["_begin_anew", "_quick_passphrases", "aid", "crew", "publish_aid"]

CORPUS = [text for text in (clean_text(raw)[:2_000] for raw in HOSTILE) if text]
A_ROOM = 90  # texts in one talk, each said by both sides and noted once
MADE = "main :is(img, svg svg, iframe, object, embed, video, audio, dialog, marquee, style, math, base, meta, [style])"
HANDLERS = """() => [...document.querySelectorAll("main *")].filter(
    one => [...one.attributes].some(attribute => attribute.name.startsWith("on"))
).length"""


def watch(page: Page) -> list[str]:
    """Note every dialog and every broken rule of the page's policy."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: seen.append(said.text) if "Content Security Policy" in said.text else None)
    return seen


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("start", range(0, len(CORPUS), A_ROOM))
def test_hostile_texts_stay_text_in_a_browser(
    new_context: Any, live_server: Any, aid: Any, crew: Crew, start: int
) -> None:
    texts = CORPUS[start : start + A_ROOM]
    her, helper = (Person(new_context(), live_server.url, script=False) for _ in range(2))
    seen = [watch(one.page) for one in (her, helper)]
    write_letter(her, aid, texts[0])
    her.go("/nl/s/share/new/1/")
    her.page.get_by_label(crew.team.name).check()
    her.page.get_by_label("Mijn brief").check()
    her.page.fill("#id_question", texts[1])
    her.press("button[name=preview]")
    assert her.page.locator(MADE).count() == 0
    her.press("button[name=send]")
    share = Share.objects.get()
    key = room_key_for(crew.helper, crew.secret, share)
    for number, text in enumerate(texts):
        say(share, key, side=Message.Side.OWNER, nonce=f"a{number:031x}", text=text)
        say(share, key, side=Message.Side.TEAM, nonce=f"b{number:031x}", text=text, who="Noord")
        write_note(share, crew.helper, crew.secret, nonce=f"c{number:031x}", text=text, who="Noord")

    enter_desk(helper, crew)
    helper.go(f"/desk/{share.pk}/")
    her.go(f"/nl/s/share/{share.short}/")

    for one in (her, helper):
        assert one.page.locator(MADE).count() == 0
        assert one.page.evaluate(HANDLERS) == 0
        hrefs = one.page.eval_on_selector_all(
            ".message a, .private__note a", "all => all.map(one => one.getAttribute('href'))"
        )
        assert [href for href in hrefs if not href.startswith(("http://", "https://"))] == []
        assert one.page.locator(".message").count() >= 2 * len(texts)
    assert seen == [[], []]
