"""Hostile texts through every field of hers, in a real browser: no dialog, no element made of them, no other host asked.

Into her letter, her question and her wishes, said by both sides and noted; looked at in the preview, both talks, the
inbox, what she reads back, each of them as it is printed, the PDF and the mail.
"""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from django.core import mail
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
A_ROOM = 146  # texts in one talk, each said by both sides and noted once
MADE = "main :is(img, svg svg, iframe, object, embed, video, audio, dialog, marquee, style, math, base, meta, [style])"
OWN_FORMS = "all => all.map(one => one.getAttribute('action') || '').filter(to => to && !to.startsWith('/'))"
MAILS = {"There is something new at your desk.", "Er is iets nieuws op je werkplek."}
STREAM = re.compile(rb"stream\r?\n(x.*?)\r?\nendstream", re.DOTALL)
ACTIONS = (
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/URI",
    b"/OpenAction",
    b"/AA",
    b"/EmbeddedFile",
    b"/SubmitForm",
    b"/GoToR",
)
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
    her, helper = (Person(new_context(), live_server.url) for _ in range(2))
    seen = [watch(one.page) for one in (her, helper)]
    write_letter(her, aid, "\n".join(texts)[:15_000])
    her.go("/nl/s/share/new/1/")
    her.page.get_by_label(crew.team.name).check()
    her.page.get_by_label("Mijn brief").check()
    her.page.fill("#id_question", texts[1])
    her.page.locator("details summary").first.click()
    her.page.locator("input[name=ways]").first.check()
    her.page.fill("#id_times", clean_text("\n".join(texts[2:20])[:500]))
    with her.page.expect_navigation():
        her.page.locator("button[name=preview]").click()
    assert_only_text(her)
    with her.page.expect_navigation():
        her.page.locator("button[name=send]").click()
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
        assert one.page.locator(".message").count() >= 2 * len(texts)
        assert_only_text(one)
    helper.go("/desk/")
    her.go("/nl/s/1/read/")
    for one in (her, helper):
        assert_only_text(one)
    assert_pdf_only_shows(her.page.request.get(f"{her.site}/nl/s/1/read/pdf/").body())
    assert {message.body.splitlines()[0] for message in mail.outbox} <= MAILS
    assert seen == [[], []]
    assert [one.inspector.faults for one in (her, helper)] == [{}, {}]


def assert_only_text(one: Person) -> None:
    """Nothing on the page was made of what was typed, on the screen nor on paper."""
    for medium in ("screen", "print"):
        one.page.emulate_media(media=medium)
        assert one.page.locator(MADE).count() == 0
        assert one.page.evaluate(HANDLERS) == 0
    hrefs = one.page.eval_on_selector_all(
        ".message a, .private__note a, .prose a", "all => all.map(one => one.getAttribute('href'))"
    )
    assert [href for href in hrefs if not href.lower().startswith(("http://", "https://"))] == []
    assert one.page.locator("main form").evaluate_all(OWN_FORMS) == []


def assert_pdf_only_shows(pdf: bytes) -> None:
    """A PDF that holds nothing that a reader would run, fetch or open."""
    assert pdf.startswith(b"%PDF-")
    streams = [zlib.decompressobj().decompress(part) for part in STREAM.findall(pdf)]
    for part in (STREAM.sub(b"", pdf), *(one for one in streams if b"/Type" in one)):
        assert [name for name in ACTIONS if name in part] == []
