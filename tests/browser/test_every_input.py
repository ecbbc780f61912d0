"""Whatever a visitor or who she lets in can type, say or draw carries a mark, afterwards no mark is anywhere."""

from __future__ import annotations

import contextlib
import email
import email.policy
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from cms.demo.people import Passwords
from tests.browser import everybody, together
from tests.browser.conftest import EXIT
from tests.browser.everybody import Everybody
from tests.browser.marks import Marks, places_of
from tests.browser.walking import NEXT, Walker
from tests.decision_aids.addresses import Address, addresses
from tests.factories import site as sites
from tests.factories.every_kind import names, short_of

pytestmark = pytest.mark.browser  # beside the tests with which it shares its site

RECORDED = "async field => [...new Uint8Array(await field.files[0].arrayBuffer())]"
PLAYED = """sound => new Promise((yes, no) => {
  sound.onloadeddata = () => yes(sound.readyState); sound.onerror = no; sound.preload = "auto"; sound.load();
})"""
PUBLISH = """
from tests.factories.every_kind import publish_every_kind
print(publish_every_kind().slug)
"""
LATER = """
from django.core.management import call_command
from decision_aids.flows.models import DecisionAidPage
from tests.factories import aids
page = DecisionAidPage.objects.get(slug={slug!r})
aids.publish(page, [*page.flow.raw_data, aids.step("new", aids.text("added"))])
call_command("send_notices")
"""


@pytest.fixture(scope="module")
def people(prepared_state: Path, neutral: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    """Everybody, after they wrote in everything that can be written in."""
    state = tmp_path_factory.mktemp("marked") / "site"
    shutil.copytree(prepared_state, state)
    begin = EXIT.format(address=neutral) + PUBLISH
    slug = sites.run(sites.environment_of(state), "shell", "--verbosity=0", text=begin).strip()
    with sites.serve(state) as site:
        people = Everybody(site, f"/nl/{slug}/", {short_of(name): name for name in names()})
        everybody.look_for_help(people)
        everybody.begin(people, people.her)
        everybody.take_words(people)
        everybody.answer_every_kind(people)
        everybody.change_in_two_tabs(people)
        everybody.write_while_the_database_is_locked(people)
        together.ask_a_team(people)
        together.make_a_plan(people)
        together.answer_at_the_desk(people, Passwords(state / "demo-passwords.txt").known)
        together.choose_a_time(people)
        together.let_somebody_in(people)
        together.compare(people)
        together.come_by_invitation(people)
        everybody.be_refused(people)
        everybody.come_back(people)
        site.manage("shell", "--verbosity=0", text=LATER.format(slug=slug))
        together.ask_for_mail(people)  # this one waits
        everybody.read_back(people)
        everybody.move_to_the_newer_version(people)
        yield people


def test_nothing_that_was_typed_recorded_or_drawn_is_anywhere_on_the_server(people: Everybody) -> None:
    """Not in the database and what lies beside it, what was put aside, the log, the mail, media, temporary files.

    But for the one mail that she asked for, which went to her address and says nothing.
    """
    found = places_of(people.marks.wanted(), people.site.state)
    mails = [name for name in found if Path(name).parts[0] == "mail"]

    assert len(people.marks.given) > 550
    assert {name: here for name, here in found.items() if name not in mails} == {}
    assert [found[name] for name in mails] == [[people.marks.stem]]
    mail = (people.site.state / mails[0]).read_text()
    assert mail.count(people.marks.stem) == 1
    assert f"To: {people.mail}@example.org" in mail.splitlines()


def test_no_mail_says_anything_of_it(people: Everybody) -> None:
    """Read as a mail program does: a long line stands in pieces in the file."""
    sent = [path.read_bytes() for path in sorted((people.site.state / "mail").iterdir())]
    read = [
        email.message_from_bytes(one, policy=email.policy.default)
        for content in sent
        for one in content.split(b"-" * 79)
        if one.strip()
    ]
    said = [f"{one['Subject']} {one.get_content()}" for one in read]

    assert len(said) >= 2
    assert [text for text in said if any(str(wanted) in text for wanted in people.marks.wanted())] == []


def test_every_field_that_a_visitor_sees_got_a_mark(people: Everybody) -> None:
    """A new field is marked by itself when its page is walked here; one that cannot be is named in `filling.OURS`."""
    mine = {one.name for one in of_visitors()}

    assert [one for one in people.book.unmarked() if one[0].split()[0] in mine] == []
    assert sum(field[0].split()[0] in mine for field in people.book.marked) > 80


def test_every_address_of_a_visitor_was_opened(people: Everybody) -> None:
    """Whoever adds a page for visitors walks it here too, so that what is typed there gets a mark."""
    assert sorted({one.name for one in of_visitors()} - people.book.visited) == []


def test_what_she_wrote_was_kept_and_she_reads_it_back(people: Everybody) -> None:
    """Otherwise it would be no wonder that it is not found."""
    unread = {kind: [mark for mark in marks if mark not in people.shown] for kind, marks in people.kept.items()}
    of_the_sound = people.kept["vrijuit.sound"][:-1]  # in its name and in itself; after them come her words

    assert len(people.kept) > 30
    assert unread == {kind: of_the_sound if kind == "vrijuit.sound" else [] for kind in people.kept}


def test_the_log_tells_of_nobody(people: Everybody) -> None:
    """Not even when something was broken while she wrote: only where in the code, and what kind of fault."""
    log = people.site.log.read_text()

    assert log.count('"error": "OperationalError"') == 1
    assert "Traceback" not in log
    assert "127.0.0.1" not in log.replace(people.site.url, "")


def test_what_a_microphone_records_and_a_pen_draws_stays_nowhere(
    people: Everybody, tmp_path: Path, playwright: Any, browser_type_launch_args: dict[str, Any]
) -> None:
    """A browser has folders of its own for recordings and for what it plays. She does not even press the exit."""
    args = [*browser_type_launch_args["args"], "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    profile, marks = tmp_path / "profile", Marks()
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        str(profile), **{**browser_type_launch_args, "args": args}, viewport={"width": 390, "height": 844}
    )
    with contextlib.closing(context):
        her = Walker(context.pages[0], people.site)
        her.start(people.aid.strip("/").removeprefix("nl/"))
        her.go(people.address_of(everybody.DRAWING))
        draw(her)
        marks.drawn(her.page.locator("input[name$='-drawing']").input_value())
        her.press(NEXT)
        her.go(people.address_of(everybody.SOUND))
        marks.recorded(record(her))
        her.press(NEXT)
        her.go("/nl/s/1/read/")
        assert her.page.locator("audio").evaluate(PLAYED) > 0
        assert her.page.locator("img.drawn").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0

    assert len(marks.others) >= 6
    assert places_of(marks.others, profile) == {}
    assert places_of(marks.others, people.site.state) == {}


def draw(her: Walker) -> None:
    """Draw a line."""
    sheet, mouse = her.page.locator("[data-drawing-sheet]"), her.page.mouse
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box() or {}
    for number in range(9):
        mouse.move(box["x"] + 30 + secrets.randbelow(200), box["y"] + 20 + secrets.randbelow(150))
        if not number:
            mouse.down()
    mouse.up()


def record(her: Walker) -> bytes:
    """Record a second or two, and listen to it; gives what was recorded."""
    her.page.locator("[data-recorder-start]").click()
    expect(her.page.locator("[data-recorder-time]")).to_have_text("0:02")
    her.page.locator("[data-recorder-stop]").click()
    her.page.locator("[data-recorder-listen]").click()
    return bytes(her.page.locator("input[type=file]").evaluate(RECORDED))


def of_visitors() -> list[Address]:
    """The addresses of her own pages, and the search of the public ones."""
    return [one for one in addresses({}) if one.pattern.startswith("nl/s/") or one.name == "directory:search"]
