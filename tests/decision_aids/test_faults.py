"""The process dies between any two questions to the database: afterwards stands the old state or the new, nothing half."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection

from decision_aids.journeys.models import Journey
from decision_aids.spaces.models import Slot, Space
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.conftest import block_id
from tests.decision_aids.journeys.test_wizard import address, field
from tests.decision_aids.spaces.test_keeping import ask_for_words, take_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LETTER = "Wat er al stond"


@pytest.fixture(autouse=True)
def _another_process(transactional_db: None) -> Iterator[None]:
    """Have somebody else hold the file open: the last one to close it would tidy it up, which takes its time."""
    if connection.vendor != "sqlite":
        yield
        return
    with contextlib.closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as other:
        other.execute("SELECT count(*) FROM spaces_space").fetchone()
        yield


class Killed(BaseException):
    """The machine went down at this very moment."""


class Death:
    """Dies just before or just after the question to the database with a certain number."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.at, self.after, self.asked = at, after, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked += 1
        if self.asked != self.at:
            return execute(sql, params, many, context)
        if self.after:
            execute(sql, params, many, context)
        raise Killed


def die(act: Callable[[], Any], at: int, *, after: bool) -> bool:
    """Do something, and let the process die at one question. Tells whether it came so far.

    What a dead process leaves open is undone: its connection is gone.
    """
    death = Death(at, after=after)
    try:
        with connection.execute_wrapper(death):
            act()
    except Killed:
        connection.close()
        return True
    return False


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """Somebody who wrote a letter."""
    visitor = Visitor()
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.send({field("my-letter", "text"): LETTER})
    visitor.open(address("mine"))
    return visitor


def what_she_finds(cookie: str) -> str:
    """What a visitor reads in her letter when she looks again; "" when her space is closed."""
    visitor = Visitor(cookie)
    visitor.open(address("mine"))
    if visitor.address == "/nl/s/closed/":
        return ""
    assert visitor.page.status_code == 200
    return visitor.html.split("</textarea>")[0].rpartition(">")[2].strip()


def nothing_half() -> bool:
    """Whether every row belongs to something that is whole."""
    return (
        not Space.objects.filter(slots=None).exists()
        and not Space.objects.filter(journeys=None).exists()
        and not Journey.objects.exclude(space__in=Space.objects.all()).exists()
        and not Slot.objects.exclude(space__in=Space.objects.all()).exists()
    )


def every_death(act: Callable[[], Any]) -> Iterator[bool]:
    """Let the process die at every question in turn, before it and after it, until it lives to the end.

    Yields after each death, with whether there was one; the last time there was none.
    """
    at = 1
    while True:
        for after in (False, True):
            died = die(act, at, after=after)
            yield died
            if not died:
                return
        at += 1


def test_starting_is_all_or_nothing(aid: Any) -> None:
    deaths = 0

    for died in every_death(lambda: Visitor().start(aid)):
        deaths += died
        assert nothing_half()
    assert deaths > 6
    assert Space.objects.count() >= 1


def test_saving_is_all_or_nothing(writer: Visitor) -> None:
    deaths = 0
    cookie, form = writer.cookie, writer.hidden

    def save() -> None:
        Visitor(cookie).client.post(address("mine"), {**form, field("my-letter", "text"): "Iets nieuws"})

    for died in every_death(save):
        deaths += died
        assert nothing_half()
        assert what_she_finds(cookie) in ((LETTER, "Iets nieuws") if died else ("Iets nieuws",))
    assert deaths >= 3


def test_saving_on_another_day_is_all_or_nothing(writer: Visitor) -> None:
    cookie, form = writer.cookie, writer.hidden
    Space.objects.update(purge_on=datetime.date(2020, 1, 1))

    def save() -> None:
        Visitor(cookie).client.post(address("mine"), {**form, field("my-letter", "text"): "Iets nieuws"})

    for died in every_death(save):
        found = what_she_finds(cookie)
        assert found in ((LETTER, "Iets nieuws") if died else ("Iets nieuws",))
        if found != LETTER:
            assert Space.objects.get().purge_on.year > 2020


def test_keeping_is_all_or_nothing(writer: Visitor) -> None:
    _words, typed_back = ask_for_words(writer)
    cookie, form = writer.cookie, {**writer.hidden, **typed_back}
    deaths = 0

    def keep() -> None:
        Visitor(cookie).client.post("/nl/s/keep/words/", form)

    for died in every_death(keep):
        deaths += died
        space = Space.objects.get()
        has_words = space.slots.phrases().count()
        assert (has_words, space.days) in ((0, 1), (1, 90))
        assert what_she_finds(cookie) == LETTER
    assert deaths > 6


def test_coming_back_is_all_or_nothing(writer: Visitor) -> None:
    words = take_words(writer)
    cookie = writer.cookie
    deaths = 0

    def come_back() -> None:
        Visitor().client.post("/nl/s/return/", {"words": " ".join(words)})

    for died in every_death(come_back):
        deaths += died
        assert nothing_half()
        assert what_she_finds(cookie) == LETTER
        openings = Space.objects.get().slots.browsers().count() - 1
        assert openings <= 1
        Slot.objects.browsers().exclude(pk=Slot.objects.browsers().order_by("pk").first().pk).delete()
    assert deaths > 6


@pytest.mark.parametrize("with_words", [False, True])
def test_leaving_and_deleting_are_all_or_nothing(aid: Any, with_words: bool) -> None:
    def fresh() -> Visitor:
        visitor = Visitor()
        visitor.start(aid)
        if with_words:
            take_words(visitor)
        return visitor

    visitor = fresh()
    for act in ("leave", "delete"):
        deaths = 0
        visitor.open("/nl/s/keep/delete/") if act == "delete" else None

        def go(visitor: Visitor = visitor, act: str = act) -> None:
            if act == "leave":
                Visitor(visitor.cookie).leave()
            else:
                Visitor(visitor.cookie).client.post("/nl/s/keep/delete/", visitor.hidden)

        for died in every_death(go):
            deaths += died
            assert nothing_half()
        assert deaths > 3
        assert Visitor(visitor.cookie).client.get("/nl/s/1/", follow=True).redirect_chain[-1][0] == "/nl/s/closed/"
        assert Space.objects.count() == (1 if with_words and act == "leave" else 0)
        visitor = fresh()
        Space.objects.exclude(slots__pk=Slot.objects.order_by("-pk").first().pk).delete()


def test_purging_can_be_killed_anywhere_and_goes_on_the_next_time(aid: Any, writer: Visitor) -> None:
    take_words(writer)
    neighbour = writer.cookie
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=4)):
        for _ in range(3):
            Visitor().start(aid)
    deaths = 0

    for died in every_death(purge_all):
        deaths += died
        assert not Journey.objects.exclude(space__in=Space.objects.all()).exists()
        assert Space.objects.count() in (4, 1)
        assert what_she_finds(neighbour) == LETTER
    assert deaths > 6
    assert Space.objects.count() == 1


# -- a database that somebody else holds -------------------------------------------------------------------

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one lock for all")


@contextlib.contextmanager
def locked(seconds: float) -> Iterator[None]:
    """Let another connection hold the write lock for so long."""
    held, ready = threading.Event(), threading.Event()

    def hold() -> None:
        other = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=10, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        ready.set()
        held.wait(seconds)
        other.execute("ROLLBACK")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    ready.wait(10)
    try:
        yield
    finally:
        held.set()
        holder.join()


@pytest.fixture
def short_patience(writer: Visitor) -> Iterator[None]:
    """Wait for others a quarter of a second instead of five: what happens then is the same."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 250")
    yield
    connection.close()


@on_sqlite
def test_a_database_that_is_locked_for_two_seconds_makes_her_wait_and_then_saves(writer: Visitor) -> None:
    began = time.monotonic()

    with locked(2):
        response = writer.client.post(
            address("mine"), {**writer.hidden, field("my-letter", "text"): "Na twee seconden"}
        )

    assert response.status_code == 302
    assert time.monotonic() - began > 1.5
    assert what_she_finds(writer.cookie) == "Na twee seconden"


@on_sqlite
def test_a_database_that_stays_locked_says_so_and_keeps_her_text_in_the_field(
    writer: Visitor, short_patience: None
) -> None:
    with locked(60):
        response = writer.client.post(
            address("mine"), {**writer.hidden, field("my-letter", "text"): "Nog niet bewaard"}
        )

    html = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "Nog niet bewaard</textarea>" in html
    assert "Traceback" not in html
    assert what_she_finds(writer.cookie) == LETTER
    writer.page = response
    writer.send({field("my-letter", "text"): "Nog niet bewaard"}, address=address("mine"))
    assert what_she_finds(writer.cookie) == "Nog niet bewaard"


@on_sqlite
def test_other_forms_give_back_what_was_sent_and_can_be_sent_once_more(writer: Visitor, short_patience: None) -> None:
    take_words(writer)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 250")
    writer.open("/nl/s/keep/")
    with locked(60):
        response = writer.client.post("/nl/s/keep/days/", {**writer.hidden, "days": "30"})

    assert response.status_code == 503
    assert 'name="days" value="30"' in response.content.decode()
    writer.page = response
    writer.send(address="/nl/s/keep/days/")
    assert Space.objects.get().days == 30


@on_sqlite
def test_reading_goes_on_while_somebody_writes(writer: Visitor, short_patience: None) -> None:
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=30)), locked(60):
        assert what_she_finds(writer.cookie) == LETTER


@on_sqlite
def test_she_can_always_leave(writer: Visitor) -> None:
    began = time.monotonic()

    with locked(60):
        response = writer.leave()

    assert response.status_code == 200
    assert 'http-equiv="refresh"' in writer.html
    assert response.cookies["s"].value == ""
    assert time.monotonic() - began < 2
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0] == 5_000
