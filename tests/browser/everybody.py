"""Those who use one site over plain HTTP, and what a visitor types while nobody else reads: each form once wrong, once right."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator

from bs4 import Tag

from tests.browser.filling import Book, Filler, kind_of
from tests.browser.marks import Marks
from tests.decision_aids.exercises.answering import WAYS, Way
from tests.factories.site import Site

CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}\b")
STEP = "main form:has([name=base])"
LETTER, DRAWING, SOUND = "vrijuit.letter", "vrijuit.drawing", "vrijuit.sound"


class Everybody:
    """One site and the people who use it. `aid` is the address of its aid with every kind of exercise.

    `kept` are the marks of what was taken, by exercise; `words` are her seven words as she types them, `room` is the
    address of her talk with a team, `mail` the mark in the address that one mail goes to, `shown` the page on which she
    reads back all that she wrote.
    """

    def __init__(self, site: Site, aid: str, kinds: dict[str, str]) -> None:
        self.site, self.aid = site, aid
        self.marks, self.book = Marks(), Book(kinds)
        self.marks.others.append("203.0.113.77")
        self.her, self.him, self.reader, self.guest, self.helper = (self.somebody() for _ in range(5))
        self.kept: dict[str, list[str]] = {}
        self.words = self.room = self.mail = self.shown = ""

    def somebody(self) -> Filler:
        """One more browser."""
        return Filler(self.site.url, self.marks, self.book)

    def address_of(self, kind: str) -> str:
        """The address of the step with this kind of exercise."""
        return next(f"/nl/s/1/{short}/" for short, name in self.book.kinds.items() if name == kind)

    def code_on(self, who: Filler) -> str:
        """The code that a page shows, as somebody types it."""
        found = CODE.search(who.text)
        assert found is not None, (who.at, who.text)
        return self.marks.code(found[0])


def begin(people: Everybody, who: Filler) -> None:
    """Press the start button of the aid."""
    who.open(people.aid)
    who.send("form[action$='/s/start/']")
    assert who.status == 200, who.text


def take_words(people: Everybody) -> None:
    """Take seven words and type two of them back."""
    her = people.her
    her.open("/nl/s/keep/")
    her.send("form[action$='/keep/words/']")
    words = [one.get_text().strip() for one in her.page.select(".phrase li")]
    people.words = people.marks.words(words)
    typed = "main form:has([name=first])"
    her.mistake(typed)
    asked = [(name, her.form(typed).select_one(f"label[for=id_{name}]")) for name in ("first", "second")]
    places = {name: int(re.sub(r"\D", "", label.get_text())) for name, label in asked if label is not None}
    her.send(typed, given={name: words[place - 1] for name, place in places.items()})
    assert her.at == "/nl/s/keep/", her.text
    her.send("main form[action$='/days/']")


def answer_every_kind(people: Everybody) -> None:
    """Answer every kind of exercise, after a mistake in every field of it."""
    her = people.her
    for short, kind in people.book.kinds.items():
        her.open(f"/nl/s/1/{short}/")
        if not her.page.select_one(STEP) or not writable(her.form(STEP)):
            continue
        given = dict(WAYS.get(kind, Way()).given)
        if kind == DRAWING:
            given["-drawing"] = people.marks.drawing()
        her.mistake(STEP, "go", given)
        her.open(f"/nl/s/1/{short}/")
        people.kept[kind] = her.send(STEP, "go", given)
        assert (her.status, her.page.select(".error-summary")) == (200, []), (kind, her.text)


def writable(form: Tag) -> bool:
    """Whether anything can be typed in a form, or handed over."""
    return any(kind_of(one) in ("text", "file", "") for one in form.select("textarea, input"))


def change_in_two_tabs(people: Everybody) -> None:
    """Write the same letter in two tabs: both texts are shown, and both are hers."""
    her = people.her
    her.open(people.address_of(LETTER))
    page, url = her.page, her.url
    first = her.send(STEP, "go")
    her.page, her.url = page, url
    second = her.send(STEP, "go")
    assert her.status == 409, her.text
    assert all(mark in str(her.page) for mark in (*first, *second))
    her.send(STEP, "go")


def write_while_the_database_is_locked(people: Everybody) -> None:
    """Write when nothing can be kept: it comes back, with a button to send it once more."""
    her = people.her
    her.open(people.address_of(LETTER))
    with locked(people.site):
        marks = her.send(STEP, "go")
    assert her.status == 503, her.text
    assert all(mark in str(her.page) for mark in marks)
    people.kept[LETTER] = her.send(STEP, "go")
    assert her.status == 200, her.text


@contextlib.contextmanager
def locked(site: Site) -> Iterator[None]:
    """Somebody else is writing in the database, and goes on."""
    with contextlib.closing(sqlite3.connect(site.state / "db.sqlite3", timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def without(site: Site, table: str) -> Iterator[None]:
    """Something is broken: a table is not there for a moment."""
    with contextlib.closing(sqlite3.connect(site.state / "db.sqlite3", timeout=30, isolation_level=None)) as other:
        other.execute(f"ALTER TABLE {table} RENAME TO gone_{table}")
        yield
        other.execute(f"ALTER TABLE gone_{table} RENAME TO {table}")


def look_for_help(people: Everybody) -> None:
    """Search on a public page."""
    who = people.somebody()
    who.open("/nl/find/")
    who.send("form[role=search]")
    assert who.status == 200, who.text


def be_refused(people: Everybody) -> None:
    """Send what cannot be taken: from elsewhere, too much, to where nothing is, when her space was shut."""
    her, marks = people.her, people.marks
    step = people.address_of(LETTER)
    name = str(open_step(people, step).select_one("textarea")["name"])  # type: ignore[index] # a letter has one
    token = str(her.form(STEP).select_one("[name=token]")["value"])  # type: ignore[index] # every form of hers has one
    sent = {
        "another token": (403, step, {"token": "x", name: marks.say()}),
        "too large": (413, step, {"token": token, name: marks.say() * 9_000}),
        "no such step": (409, "/nl/s/1/00000000/", {"token": token, name: marks.say()}),
        "no such page": (403, "/nl/s/nowhere/", {"token": token, name: marks.say()}),
        "only read": (405, "/nl/s/1/read/", {"token": token, name: marks.say()}),
        "in the address": (405, f"/nl/s/1/?q={marks.new()}", {marks.new(): marks.say()}),
    }
    answered = {what: her.post(path, **fields) for what, (_, path, fields) in sent.items()}
    assert answered == {what: status for what, (status, _, _) in sent.items()}
    sound = people.address_of(SOUND)
    name_of_file = str(open_step(people, sound).select_one("[type=file]")["name"])  # type: ignore[index] # a sound has one
    files = [{name_of_file: marks.new().encode() * (size // 24)} for size in (1_000, 3_000_000, 9_000_000)]
    assert [her.post(sound, file, token=token, **{marks.new(): marks.say()}) for file in files] == [422, 422, 413]
    for path in (f"/nl/{marks.new()}/", f"/nl/?q={marks.new()}", f"/nl/s/?again={marks.new()}"):
        her.open(path)
    stranger = people.somebody()
    stranger.session.headers.update({"Sec-Fetch-Site": "cross-site", "Referer": f"https://example.org/{marks.new()}"})
    stranger.session.cookies.set("s", marks.new())
    assert stranger.post("/nl/s/return/", words=marks.say()) == 403
    leave(her)
    assert her.post(step, token=token, **{name: marks.say()}) == 410


def open_step(people: Everybody, address: str) -> Tag:
    people.her.open(address)
    return people.her.form(STEP)


def leave(who: Filler) -> None:
    """Press the exit button."""
    assert who.post("/nl/s/", exit="1") == 200
    assert not who.session.cookies.get("s")


def come_back(people: Everybody) -> None:
    """Open the space again with the words, after other ones."""
    her = people.her
    her.open("/nl/s/return/")
    her.mistake("main form:has([name=words])")
    for who in (people.somebody(), her):
        who.open("/nl/s/return/")
        who.send("main form:has([name=words])", given={"words": people.words})
        assert who.status == 200, who.text
    her.open("/nl/s/keep/")
    her.send("main form[action$='/devices/']")


def move_to_the_newer_version(people: Everybody) -> None:
    """Go on with the aid as it is now."""
    her = people.her
    her.open("/nl/s/1/newer/")
    her.send("main form")
    assert her.status == 200, her.text


def read_back(people: Everybody) -> None:
    """Read all that she wrote, look at what she drew, and listen to what she said."""
    her = people.her
    her.open("/nl/s/1/read/")
    people.shown = str(her.page)
    her.open_all("[src*='/s/1/a/']")
