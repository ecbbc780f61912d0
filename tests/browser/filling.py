"""Somebody who fills in every field of a form with a mark of its own, over plain HTTP; and which fields were seen and marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag
from django.urls import resolve

from tests.browser.marks import Marks

NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,}|\d+")
OURS = (
    "token",
    "csrfmiddlewaretoken",
    "nonce",
    "base",
    "replied",
    "sealed",
    "revision",
    "seen",
    "about",
    "slot",
    "aid",
    "exit",
    "go",
    "team",
    "mark",
)
"""Fields that carry something of ours, never a word of hers."""
TYPED = ("text", "search", "email", "tel", "url", "password", "number", "date", "time", "file", "hidden", "")
UNTICKED = ("remember", "remove", "unknown")  # boxes that stay empty unless a walk says otherwise
TOO_LONG = 20_000  # characters more than any field takes
MOST_LONG = 10  # fields that are filled so: what is larger than a form may be is refused before it is read
Given = Mapping[str, str | None]
Field = tuple[str, str]


@dataclass
class Book:
    """Which addresses were opened, which fields were seen on their pages, and which of those got a mark.

    An address goes by its name, a step by its exercise (`kinds`: {end of its address: exercise}); in the name of a field
    every number is a star.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    seen: set[Field] = field(default_factory=set)
    chosen: set[Field] = field(default_factory=set)
    marked: set[Field] = field(default_factory=set)

    def name_of(self, url: str) -> str:
        """The name of an address."""
        path = urlsplit(url).path
        found = resolve(path)
        kind = self.kinds.get(path.rstrip("/").rpartition("/")[2])
        return f"{found.view_name} {kind}" if kind and found.view_name == "journeys:step" else found.view_name

    def unmarked(self) -> list[Field]:
        """The fields that somebody could write in, or that her browser sends along, and that never got a mark."""
        return sorted(self.seen - self.marked - self.chosen)


class Filler:
    """One browser without JavaScript. `given` says by the end of a name what is written there; None leaves it as it is."""

    def __init__(self, site: str, marks: Marks, book: Book) -> None:
        self.site, self.marks, self.book = site, marks, book
        self.session = requests.Session()
        self.session.headers.update({"Origin": site, "Sec-Fetch-Site": "same-origin"})
        self.session.headers.update({"User-Agent": marks.new(), "X-Forwarded-For": "203.0.113.77"})
        self.page: BeautifulSoup
        self.url = ""
        self.status = 0

    @property
    def at(self) -> str:
        """Where she is."""
        return urlsplit(self.url).path

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.get_text().split())

    def open(self, path: str) -> None:
        """Go to an address."""
        self._show(self.session.get(urljoin(self.site, path), timeout=60))

    def press(self, link: str) -> None:
        """Follow a link of the page."""
        found = self.page.select_one(link)
        assert found is not None, (self.at, link, self.text[:400])
        self.open(urljoin(self.url, str(found["href"])))

    def open_all(self, files: str) -> None:
        """Look at the pictures and sounds of the page."""
        addresses = [str(one["src"]) for one in self.page.select(files)]
        assert addresses, (self.at, files)
        for address in addresses:
            self.open(address)
            assert self.status == 200, address

    def form(self, which: str = "main form") -> Tag:
        """A form of the page."""
        found = self.page.select_one(which)
        assert found is not None, (self.at, self.status, which, self.text[:600])
        return found

    def send(
        self, which: str = "main form", button: str = "", given: Given | None = None, *, wrong: bool = False
    ) -> list[str]:
        """Fill in a form and press a button, the first one if none is named; gives the marks that it carried."""
        form, before = self.form(which), len(self.marks.given)
        pressed = form.select_one(f"button[name={button}]") if button else form.select_one("button")
        assert pressed is not None, (self.at, button)
        address = urljoin(self.url, str(form.get("action") or ""))
        fields, files = self._filled_in(form, self.book.name_of(address), given or {}, wrong=wrong)
        if pressed.get("name"):
            fields.append((str(pressed["name"]), str(pressed.get("value") or "")))
        if form.get("enctype") == "multipart/form-data":
            parts = [*((name, (None, value)) for name, value in fields), *files]
            self._show(self.session.post(address, files=parts, timeout=60))
        else:
            self._show(self.session.post(address, data=fields, timeout=60))
        return self.marks.given[before:]

    def mistake(self, which: str = "main form", button: str = "", given: Given | None = None) -> None:
        """Write in every field what is refused there, and see it come back."""
        marks = self.send(which, button, given, wrong=True)
        assert self.status in (409, 413, 422), (self.at, self.status, self.text[:600])
        back = str(self.page)
        assert any(mark in back for mark in marks), (self.at, self.text[:600])

    def post(self, path: str, files: Mapping[str, bytes] | None = None, **fields: str) -> int:
        """Send something that no form of ours sends; gives the status of the answer."""
        self._show(self.session.post(urljoin(self.site, path), data=fields, files=files, timeout=60))
        return self.status

    def _show(self, answer: requests.Response) -> None:
        self.url, self.status = answer.url, answer.status_code
        self.page = BeautifulSoup(
            answer.text if "html" in answer.headers.get("Content-Type", "") else "", "html.parser"
        )
        for one in (*answer.history, answer):
            self.book.visited.add(self.book.name_of(one.url))
        for form in self.page.select("form:not([data-exit])"):
            self._note(form)

    def _note(self, form: Tag) -> None:
        """Write down the fields of a form."""
        name = self.book.name_of(urljoin(self.url, str(form.get("action") or "")))
        for control in form.select("[name]:not(button)"):
            fits = kind_of(control) in TYPED and control["name"] not in OURS
            (self.book.seen if fits else self.book.chosen).add((name, shape_of(control)))

    def _filled_in(
        self, form: Tag, place: str, given: Given, *, wrong: bool
    ) -> tuple[list[tuple[str, str]], list[tuple[str, Any]]]:
        """What is sent: the fields and the files of a form."""
        fields: list[tuple[str, str]] = []
        files: list[tuple[str, Any]] = []
        picked: set[str] = set()
        long = 0
        for one in form.select("[name]:not(button)"):
            name, kind = str(one["name"]), kind_of(one)
            told, value = look_up(given, name)
            if kind in ("radio", "checkbox", "select"):
                value = choose(one, kind, told, value, picked)
            elif kind == "file" and not (told and value is None):
                content = self.marks.new().encode() * 9 if wrong else self.marks.sound()
                files.append((name, (self.marks.new(), content, "audio/wav")))
                value = None
            elif kind == "hidden" and (name in OURS or not (wrong or told)):
                value = str(one.get("value") or "")
            elif kind in TYPED and wrong:
                value = self.marks.say() + " x" * (TOO_LONG // 2 if long < MOST_LONG else 0)
                long += 1
            elif kind in TYPED and not told:
                value = self._fitting(one, kind)
            if value is not None:
                fields.append((name, value))
            if kind == "file" or (value is not None and any(beginning in value for beginning in self._beginnings())):
                self.book.marked.add((place, shape_of(one)))
        return fields, files

    def _fitting(self, control: Tag, kind: str) -> str:
        """Something that is taken there."""
        if kind == "number" or control.get("inputmode") == "numeric":
            return "3"
        if kind in ("date", "time"):
            return "2026-03-03" if kind == "date" else "10:00"
        return f"{self.marks.new()}@example.org" if kind == "email" else self.marks.say()

    def _beginnings(self) -> list[str]:
        return [one for one in self.marks.wanted() if isinstance(one, str)]


def kind_of(control: Tag) -> str:
    """What kind of control it is."""
    return control.name if control.name == "select" else str(control.get("type") or "").lower()


def shape_of(control: Tag) -> str:
    """The name of a field, with a star for every number."""
    return NUMBER.sub("*", str(control["name"]))


def look_up(given: Given, name: str) -> tuple[bool, str | None]:
    """What is said about a name: (whether it is, what is given there)."""
    return next(((True, value) for ending, value in given.items() if re.search(f"(?:{ending})$", name)), (False, None))


def choose(control: Tag, kind: str, told: bool, value: str | None, picked: set[str]) -> str | None:
    """What a choice sends: what is given, for boxes as a pattern; otherwise a box is ticked, and the first of a group picked."""
    name = str(control["name"])
    if kind == "select":
        options = [str(option.get("value") or "") for option in control.select("option")]
        if told and (value is None or value in options):
            return value
        return options[int(value) if value else min(1, len(options) - 1)]
    mine = str(control.get("value") or "on")
    if kind == "radio":
        if name in picked or (told and value != mine):
            return None
        picked.add(name)
        return mine
    ticked = bool(value and re.fullmatch(value, mine)) if told else not name.endswith(UNTICKED)
    return mine if ticked else None
