"""Somebody holds a copy of the whole database and every secret of the server: no invitation and no plan opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from decision_aids.sharing.models import PartKey, Reader, ReaderSlot, Share
from decision_aids.sharing.readers import open_card, reader_key
from decision_aids.sharing.rooms import open_snapshot
from decision_aids.spaces.access import secrets
from decision_aids.spaces.models import OneTimeCode
from decision_aids.vault import codes, crypto, keys
from decision_aids.vault.crypto import SealBroken
from tests.decision_aids.database_dump import all_rows
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.decision_aids.sharing.test_plan import add_goal, give, space_of, who
from tests.decision_aids.sharing.test_readers import LETTER, add_to, enter
from tests.decision_aids.test_attacks import byte_strings, windows
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
GOAL = "Een doel dat niemand mag lezen"


@pytest.fixture
def along(writer: Visitor, crew: Crew) -> dict[str, Any]:
    """A room of a team with somebody who reads along now, somebody who was given a code, and a plan."""
    ask(writer, crew, "Mijn vraag", "my-letter")
    share = Share.objects.get()
    reader = enter(add_to(writer, share, "Jan", "comment"))
    page = add_goal(writer, GOAL)
    give(writer, page, team="edit", **{who(): "edit"})
    return {"reader": reader, "code": add_to(writer, share, "Els", "talk"), "share": share}


class Sealed:
    """All that belongs to readers and plans, and a way to try a key on it; gives the names of what opens."""

    def __init__(self) -> None:
        self.readers = list(Reader.objects.all())
        self.slots = list(ReaderSlot.objects.all())
        self.codes = list(OneTimeCode.objects.all())
        self.parts = list(PartKey.objects.select_related("part"))

    def opened_by(self, key: bytes) -> set[str]:
        return set(self._opened(key))

    def _opened(self, key: bytes) -> Iterator[str]:
        for reader in self.readers:
            room = keys.room_key_for_owner(key, reader.share_id.bytes)
            tries = [("owner", reader.own_key, "reader"), ("answers", reader.answers_key, "answers")]
            for name, sealed, label in [*tries, ("talk", reader.talk_key, "talk")]:
                if sealed and any(opens(kek, sealed, label, reader.id.bytes) for kek in (key, room)):
                    yield name
            for kek in (key, keys.room_snapshot_key(key)):
                if opens_card(kek, reader):
                    yield "card"
        for slot in self.slots:
            if opens(key, slot.wrapped, "reader slot", slot.reader_id.bytes):
                yield "slot"
        for code in self.codes:
            if opens(key, code.wrapped, "once", code.purpose, code.subject.bytes):
                yield "code"
        for row in self.parts:
            whose = b"" if row.reader_id is None else row.reader_id.bytes
            room = keys.room_key_for_owner(key, row.part.share_id.bytes)
            if any(
                opens(kek, row.wrapped, "part", row.part_id.bytes, row.holder, whose)
                for kek in (key, keys.plan_key_for_team(key), room)
            ):
                yield f"part of {row.holder}"


def opens(key: bytes, sealed: Any, *context: Any) -> bool:
    try:
        crypto.unwrap_key(key, bytes(sealed), *context)
    except SealBroken:
        return False
    return True


def opens_card(key: bytes, reader: Reader) -> bool:
    try:
        open_card(key, reader)
    except SealBroken:
        return False
    return True


def test_copy_of_everything_and_every_secret_opens_no_invitation_and_no_plan(along: dict[str, Any]) -> None:
    rows = {table: found for table, found in all_rows().items() if table.startswith(("sharing_", "spaces_"))}
    stolen = {*byte_strings(rows, of_visitors=True), settings.VAULT_PEPPER, settings.VAULT_SALT * 2}
    stolen |= {hashlib.sha256(settings.SECRET_KEY.encode()).digest(), settings.SECRET_KEY.encode()}
    sealed, candidates = Sealed(), windows(stolen)

    opened = set()
    for candidate in candidates:
        opened |= sealed.opened_by(candidate)
        slot = keys.invitation_slot(secrets(), keys.cookie_of(candidate))
        opened |= sealed.opened_by(slot.kek)

    assert len(candidates) > 500
    assert opened == set()


def test_attack_would_find_a_key_that_is_there(along: dict[str, Any], writer: Visitor) -> None:
    sealed, reader = Sealed(), Reader.objects.get(slots__isnull=False)
    cookie = keys.invitation_slot(secrets(), along["reader"].client.cookies["r"].value)
    code = keys.code_slot(secrets(), codes.read_code(along["code"]) or b"")

    assert sealed.opened_by(cookie.kek) == {"slot"}
    assert sealed.opened_by(code.kek) == {"code"}
    assert sealed.opened_by(reader_key(space_of(writer), reader)) == {"answers", "talk", "part of r"}
    assert sealed.opened_by(space_of(writer).key) == {"owner", "part of o"}


def test_codes_of_another_pepper_or_another_room_open_nothing(along: dict[str, Any]) -> None:
    typed = codes.read_code(along["code"]) or b""
    other = keys.Secrets(pepper=settings.VAULT_PEPPER[::-1], salt=settings.VAULT_SALT)
    slot = keys.code_slot(other, typed)

    assert not OneTimeCode.objects.filter(lookup=slot.lookup).exists()
    assert Sealed().opened_by(slot.kek) == set()


def test_what_a_reader_holds_opens_the_answers_and_nothing_else_of_the_room(
    along: dict[str, Any], writer: Visitor
) -> None:
    reader = Reader.objects.get(slots__isnull=False)
    own_key = reader_key(space_of(writer), reader)
    answers_key = keys.unwrap(own_key, bytes(reader.answers_key), "answers", reader.id.bytes)
    talk_key = keys.unwrap(own_key, bytes(reader.talk_key), "talk", reader.id.bytes)

    snapshot = open_snapshot(along["share"], answers_key)

    assert LETTER in repr(snapshot.answers)
    for key in (answers_key, talk_key):
        assert Sealed().opened_by(key) <= {"card"}
        with pytest.raises(SealBroken):
            open_snapshot(along["share"], keys.room_snapshot_key(key))


def test_rows_of_another_reader_put_in_place_open_nothing(along: dict[str, Any]) -> None:
    jan, els = Reader.objects.get(slots__isnull=False), Reader.objects.get(slots__isnull=True)
    ReaderSlot.objects.update(reader=els)

    assert along["reader"].open("/nl/s/in/read/").status_code == 410
    ReaderSlot.objects.update(reader=jan)
    Reader.objects.filter(pk=jan.pk).update(card=els.card)
    assert along["reader"].open("/nl/s/in/read/").status_code == 410


def test_nothing_in_the_rows_tells_names_rights_or_days_of_reading(along: dict[str, Any]) -> None:
    kept = repr({table: rows for table, rows in all_rows().items() if table.startswith(("sharing_", "spaces_"))})

    assert not any(word in kept for word in ("Jan", "Els", "comment", GOAL, LETTER))
