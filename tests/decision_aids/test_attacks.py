"""Somebody has the whole database and every secret of the server: he still reads nothing that was not shared."""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from decision_aids.journeys.models import Journey
from decision_aids.journeys.state import open_state
from decision_aids.spaces.access import secrets
from decision_aids.spaces.models import Slot, Space
from decision_aids.spaces.purging import purge_all
from decision_aids.vault import crypto, keys, phrase
from decision_aids.vault.crypto import SealBroken
from tests.decision_aids.conftest import block_id
from tests.decision_aids.database_dump import all_rows, byte_strings, files_of_the_database
from tests.decision_aids.spaces.test_keeping import take_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
LETTER = "Niemand anders mag dit ooit lezen"
WAYS = ("browser", "phrase", "desk", "invitation", "code", "passphrase")
LABELS = sorted(set(re.findall(r'derive\([^"]*"([a-z ]+)"', inspect.getsource(keys))))


def write_letter(visitor: Visitor, aid: Any, text: str = LETTER) -> None:
    """Begin the aid and write the letter in it."""
    visitor.start(aid)
    visitor.send()
    visitor.send({f"{block_id('who-am-i')[:8]}-chosen": block_id("me")})
    visitor.send({f"{block_id('my-letter')[:8]}-text": text})


def windows(values: Iterable[bytes]) -> set[bytes]:
    """Every stretch of 32 bytes in these values."""
    return {value[start : start + 32] for value in values for start in range(len(value) - 31)}


def derivations(secret: bytes, contexts: Iterable[bytes]) -> Iterator[bytes]:
    """A secret itself, and every key that the program could make of it, with the pepper and without."""
    yield secret
    for label in LABELS:
        for context in (b"", *contexts):
            yield crypto.derive(secret, label, context)
    for way in WAYS:
        peppered = crypto.mac(settings.VAULT_PEPPER, way, secret)
        yield crypto.derive(peppered, f"{way} kek")
        yield crypto.derive(peppered, f"{way} lookup")


class Loot:
    """What is sealed in the database, and a way to try a key on all of it."""

    def __init__(self) -> None:
        self.journeys = list(Journey.objects.all())
        self.slots = list(Slot.objects.all())
        self.spaces = list(Space.objects.exclude(notes=b""))

    @property
    def contexts(self) -> list[bytes]:
        return [row.id.bytes for row in self.journeys]

    def opens(self, key: bytes) -> bool:
        """Whether this key opens anything at all."""
        return any(self._tries(key))

    def _tries(self, key: bytes) -> Iterator[bool]:
        for row in self.journeys:
            yield succeeds(open_state, key, bytes(row.sealed), row.id.bytes, row.revision)
        for slot in self.slots:
            space = slot.space_id.bytes
            yield succeeds(keys.unwrap, key, bytes(slot.wrapped), "slot", space, slot.kind)
            if slot.used:
                yield succeeds(keys.unwrap, key, bytes(slot.used), "use", space)
        for row in self.spaces:
            yield succeeds(crypto.open_sealed, key, bytes(row.notes), "notes", row.id.bytes)


def succeeds(opening: Any, *arguments: Any) -> bool:
    """Whether something sealed opens."""
    try:
        opening(*arguments)
    except SealBroken:
        return False
    return True


@pytest.fixture
def victim(aid: Any) -> Visitor:
    """Somebody who wrote a letter, kept it under seven words, came back with them, and is online now."""
    visitor = Visitor()
    write_letter(visitor, aid)
    words = take_words(visitor)
    visitor.leave()
    visitor.open("/nl/s/return/")
    visitor.send({"words": " ".join(words)})
    assert len(visitor.cookie) == 43
    return visitor


def test_the_database_and_all_secrets_of_the_server_open_nothing(victim: Visitor) -> None:
    rows, loot = all_rows(), Loot()
    ours = {settings.VAULT_PEPPER, settings.VAULT_SALT, settings.SECRET_KEY.encode()}
    stolen = byte_strings(rows, of_visitors=True)
    public = byte_strings(rows, of_visitors=False)

    tried = 0
    for secret in {*windows(stolen), *windows(ours), *stolen, *ours}:
        for key in derivations(secret, loot.contexts) if len(secret) == 32 else ():
            tried += 1
            assert not loot.opens(key)
    for key in windows(public):
        tried += 1
        assert not loot.opens(key)

    assert (len(loot.journeys), len(loot.slots), len(loot.spaces)) == (1, 2, 1)
    assert len(LABELS) > 8
    assert tried > 50_000


@pytest.mark.parametrize("leak", ["cookie", "space key", "journey key"])
def test_the_attack_would_find_a_key_if_one_was_stored(victim: Visitor, leak: str) -> None:
    loot = Loot()
    cookie = keys._cookie_bytes(victim.cookie)
    slot = keys.browser_slot(secrets(), victim.cookie)
    row = Slot.objects.browsers().get()
    space_key = keys.unwrap(slot.kek, bytes(row.wrapped), "slot", row.space_id.bytes, row.kind)
    stored = {
        "cookie": cookie,
        "space key": space_key,
        "journey key": keys.journey_key(space_key, loot.journeys[0].id.bytes),
    }[leak]

    assert any(loot.opens(key) for key in derivations(stored, loot.contexts))


def test_another_visitors_cookie_and_words_open_nothing_of_hers(victim: Visitor, aid: Any) -> None:
    loot = Loot()
    other = Visitor()
    write_letter(other, aid, "Een andere brief")
    (indices,) = phrase.read(" ".join(take_words(other)), "nl").candidates[:1]
    by_cookie = keys.browser_slot(secrets(), other.cookie)
    by_words = keys.phrase_slot(secrets(), indices)
    row = Slot.objects.browsers().get(lookup=by_cookie.lookup)
    space_key = keys.unwrap(by_cookie.kek, bytes(row.wrapped), "slot", row.space_id.bytes, row.kind)

    for secret in (by_cookie.kek, by_cookie.lookup, by_words.kek, by_words.lookup, space_key):
        assert not any(loot.opens(key) for key in derivations(secret, loot.contexts))
    other.open("/nl/s/1/read/")
    assert LETTER not in other.html
    assert "Een andere brief" in other.html


def test_one_sealed_journey_opens_in_no_other_place(victim: Visitor, aid: Any) -> None:
    other = Visitor()
    write_letter(other, aid, "Een andere brief")
    hers, his = Journey.objects.exclude(space__slots__kind="p").get(), Journey.objects.get(space__slots__kind="p")
    Journey.objects.filter(pk=hers.pk).update(sealed=bytes(his.sealed), revision=his.revision)

    page = other.client.get("/nl/s/1/read/")

    assert page.status_code == 500
    assert LETTER not in page.content.decode()
    assert "beschadigd" in page.content.decode() or "damaged" in page.content.decode()


def test_a_dump_does_not_tell_what_was_answered_nor_how_much(aid: Any) -> None:
    sizes = set()
    for text in ("ja", "Een langere brief. " * 20):
        visitor = Visitor()
        write_letter(visitor, aid, text)
        sizes.add(len(Journey.objects.order_by("pk").last().sealed))
    stolen = byte_strings(all_rows(), of_visitors=True)

    assert len(sizes) == 1
    names = [block_id(name).encode() for name in ("who-am-i", "my-letter", "me")]
    names += [bytes.fromhex(name.decode().replace("-", "")) for name in names]
    assert not any(name in value for value in stolen for name in [*names, b"vrijuit", b"letter"])


# -- what stays behind in the file ------------------------------------------------------------------------

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is a file")
to_disk = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def pieces_of(sealed: bytes) -> list[bytes]:
    """Stretches of something sealed, short enough to lie whole on one page of the file."""
    return [sealed[start : start + 24] for start in range(1, len(sealed) - 24, 40)]


def left_in_files(pieces: list[bytes]) -> int:
    """How many of the pieces stand in the files of the database."""
    contents = [path.read_bytes() for path in files_of_the_database()]
    return sum(any(piece in content for content in contents) for piece in pieces)


class Watcher:
    """Remembers every sealed form that a journey ever had."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def look(self) -> None:
        for row in Journey.objects.all():
            self.pieces += pieces_of(bytes(row.sealed))


@pytest.fixture
def watched(transactional_db: None, aid: Any) -> tuple[Visitor, Watcher]:
    """A visitor without words, of whose journey every revision was seen."""
    visitor, watcher = Visitor(), Watcher()
    visitor.start(aid)
    watcher.look()
    visitor.send()
    watcher.look()
    visitor.send({f"{block_id('who-am-i')[:8]}-chosen": block_id("me")})
    watcher.look()
    visitor.send({f"{block_id('my-letter')[:8]}-text": LETTER * 300})
    watcher.look()
    assert left_in_files(watcher.pieces) > 100
    return visitor, watcher


@on_sqlite
@to_disk
def test_after_leaving_without_words_no_byte_of_it_is_on_the_disk(watched: tuple[Visitor, Watcher]) -> None:
    visitor, watcher = watched

    visitor.leave()

    assert left_in_files(watcher.pieces) == 0


@on_sqlite
@to_disk
def test_after_deleting_everything_no_byte_of_it_is_on_the_disk(watched: tuple[Visitor, Watcher]) -> None:
    visitor, watcher = watched

    visitor.open("/nl/s/keep/delete/")
    visitor.send()

    assert "<h1>" in visitor.html
    assert left_in_files(watcher.pieces) == 0


@on_sqlite
@to_disk
def test_after_the_purge_no_byte_of_what_is_past_is_on_the_disk(watched: tuple[Visitor, Watcher]) -> None:
    _visitor, watcher = watched

    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)):
        assert purge_all()["spaces"] == 1

    assert left_in_files(watcher.pieces) == 0
