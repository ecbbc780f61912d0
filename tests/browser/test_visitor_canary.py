"""Everything that a visitor types carries a mark; afterwards no mark is anywhere, in whatever spelling."""

from __future__ import annotations

import base64
import contextlib
import gzip
import itertools
import json
import secrets
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import acts
from tests.browser.walking import NEXT, Walker
from tests.factories.site import Site

MAGIC = b"\x1f\x8b\x08"


def spellings(mark: str) -> set[bytes]:
    """The ways in which a text can stand in a file."""
    plain = mark.encode()
    found = {plain, mark.encode("utf-16-le"), mark.encode("utf-16-be"), plain.hex().encode()}
    found |= {quote(mark).encode(), json.dumps(mark)[1:-1].encode()}
    for offset in range(3):
        coded = base64.b64encode(b"x" * offset + plain)
        inside = coded[4 if offset else 0 : -4]  # what stands beside it changes the characters at both ends
        found |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file as it is, and every gzip stream that lies in it."""
    yield content
    start = content.find(MAGIC)
    while start >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(content[start:])
        start = content.find(MAGIC, start + 1)


def places_of(marks: list[str], folder: Path) -> dict[str, list[str]]:
    """In which files of a folder which marks stand."""
    wanted = [(mark, spelling) for mark in marks for spelling in spellings(mark)]
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        for content in unpacked(path.read_bytes()):
            here = {mark for mark, spelling in wanted if spelling in content}
            if here:
                found.setdefault(str(path.relative_to(folder)), []).extend(sorted(here))
    return found


SPELLERS = {
    "utf-8": str.encode,
    "utf-16": lambda mark: mark.encode("utf-16-le"),
    "base64": lambda mark: base64.b64encode(mark.encode()),
    "base64 one further": lambda mark: base64.urlsafe_b64encode(b"a" + mark.encode()),
    "base64 two further": lambda mark: base64.b64encode(b"ab" + mark.encode() + b"c"),
    "address": lambda mark: quote(mark).encode(),
    "json": lambda mark: json.dumps(mark).encode(),
    "gzip": lambda mark: b"before" + gzip.compress(mark.encode()) + b"after",
}


@pytest.mark.parametrize("spell", SPELLERS.values(), ids=SPELLERS)
def test_the_scan_finds_a_mark_in_every_spelling(tmp_path: Path, spell: Any) -> None:
    (tmp_path / "file").write_bytes(b"\x00noise " + spell("mérk0123456789") + b" noise")

    assert places_of(["mérk0123456789"], tmp_path) == {"file": ["mérk0123456789"]}
    assert places_of(["another0123456789"], tmp_path) == {}


class Marked(Walker):
    """Somebody whose every word carries a mark of its own."""

    marks: list[str]

    def mark(self) -> str:
        """Something to type, with a new mark in it."""
        self.marks.append(f"kanarie{secrets.token_hex(8)}")
        return f"Ik vind dit é {self.marks[-1]} 'moeilijk' & <b>zo</b>"

    def mistake(self, field: str, button: str) -> None:
        """Write in this field what is refused there, and see it come back."""
        text = self.mark()
        self.page.locator(field).fill(text)
        self.press(button)
        expect(self.page.locator(".error-summary")).to_be_visible()


def live_through(her: Marked, neutral: str) -> list[str]:
    """Her whole way: answer everything, keep it, ask a helper, read it back, leave, come back, leave again."""
    her.start()
    for _ in her.walk():
        if her.page.locator("input[name$='-age']").count():
            her.mistake("input[name$='-age']", NEXT)
    words = acts.take_words(her)
    her.go("/nl/s/share/new/1/")
    her.mistake("textarea[name=question]", "button[name=preview]")
    acts.write_question(her)
    her.press("button[name=send]")
    her.page.locator("main textarea").first.fill(her.say())
    her.press("main form:has(textarea) button")
    her.go("/nl/s/1/read/")
    shown = her.page.content()
    assert sum(mark in shown for mark in her.marks) > 25
    with her.page.expect_download() as downloading:
        her.page.locator("a[href$='/pdf/']").click()
    downloading.value.delete()
    acts.leave(her.page, neutral)
    her.go("/nl/s/return/")
    her.mistake("textarea[name=words]", "main form button")
    acts.come_back(her, words)
    acts.leave(her.page, neutral)
    return words


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_that_she_types_is_anywhere_afterwards(
    site: Site, neutral: str, tmp_path: Path, playwright: Any, browser_type_launch_args: dict[str, Any], script: bool
) -> None:
    profile = tmp_path / "profile"
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        str(profile), **browser_type_launch_args, locale="nl-BE", java_script_enabled=script
    )
    with contextlib.closing(context):
        her = Marked(context.pages[0], site)
        her.marks, her.say = [], her.mark
        words = live_through(her, neutral)

    marks = her.marks + [" ".join(pair) for pair in itertools.pairwise(words)]
    assert len(marks) > 38
    assert places_of(marks, profile) == {}
    assert places_of(marks, site.state) == {}
    log = site.log.read_text()
    assert "Traceback" not in log
    assert "127.0.0.1:" not in log.replace(site.url, "")


def test_the_scan_finds_what_a_browser_writes_down(
    neutral: str, tmp_path: Path, playwright: Any, browser_type_launch_args: dict[str, Any]
) -> None:
    """Chromium keeps what was posted to the page that it shows: a scan that does not find that is blind."""
    mark, profile = f"kanarie{secrets.token_hex(8)}", tmp_path / "profile"
    context: BrowserContext = playwright.chromium.launch_persistent_context(str(profile), **browser_type_launch_args)
    with contextlib.closing(context):
        page = context.pages[0]
        page.goto(neutral)
        page.locator("input").fill(mark)
        with page.expect_navigation():
            page.locator("button").click()
        page.goto("about:blank")

    assert places_of([mark], profile) != {}
