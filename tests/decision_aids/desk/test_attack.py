"""Somebody holds a copy of the whole database and every secret of the server: what opens, and what does not.

The attack tries every 32 bytes that stand anywhere, and what the code would derive from them, as every kind of key.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from decision_aids.desk import keyring
from decision_aids.desk.models import DeskSlot, Draft, Grant, HelperKey, PrivateNote, RecoverySheet
from decision_aids.desk.notes import write_note
from decision_aids.journeys.models import Journey
from decision_aids.journeys.state import open_state
from decision_aids.sharing.models import Agenda, ReaderKey, Reminder, Share
from decision_aids.sharing.rooms import open_room
from decision_aids.spaces.access import secrets
from decision_aids.spaces.models import Slot
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken, derive, open_sealed, open_sealed_box, pair_of, unwrap_key
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
WIDTH = 32


def stored_values() -> Iterable[bytes]:
    """Every text and byte string in the database, as bytes; and every secret of the server."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            for value in row:
                if isinstance(value, memoryview | bytes):
                    yield bytes(value)
                elif isinstance(value, str) and len(value) >= WIDTH:
                    yield value.encode()
    yield settings.VAULT_PEPPER
    yield settings.VAULT_SALT + settings.VAULT_SALT
    yield settings.VAULT_PEPPER + settings.VAULT_SALT
    yield settings.SECRET_KEY.encode()


def windows() -> set[bytes]:
    """Every 32 bytes in a row, also of what is base64 or hexadecimal text."""
    found: set[bytes] = set()
    for value in stored_values():
        shapes = [value]
        for read in (lambda text: base64.urlsafe_b64decode(text + b"=="), lambda text: bytes.fromhex(text.decode())):
            try:
                shapes.append(read(value))
            except ValueError:
                continue
        for shape in shapes:
            found.update(shape[at : at + WIDTH] for at in range(len(shape) - WIDTH + 1))
    return found


def open_agenda_with(key: bytes, row: Agenda) -> bytes:
    return open_sealed(key, bytes(row.sealed), "agenda", row.share.id.bytes, row.revision)


def tried(attempt: Callable[[], Any]) -> bool:
    """Whether it opened."""
    try:
        attempt()
    except (SealBroken, ValueError):
        return False
    return True


class Vault:
    """Everything sealed in the database, read once; `opened_by` tells what a key opens, as whatever it may be a key of."""

    def __init__(self) -> None:
        self.journeys = list(Journey.objects.all())
        self.slots = list(Slot.objects.select_related("space"))
        self.shares = list(Share.objects.all())
        self.readers = list(ReaderKey.objects.select_related("epoch", "share"))
        self.grants = list(Grant.objects.select_related("epoch"))
        self.sheets = list(RecoverySheet.objects.select_related("epoch"))
        self.helpers = list(HelperKey.objects.all())
        self.desks = list(DeskSlot.objects.all())
        self.notes = list(PrivateNote.objects.select_related("epoch", "share"))
        self.drafts = list(Draft.objects.select_related("share"))
        self.agendas = list(Agenda.objects.select_related("share"))

    def opened_by(self, key: bytes) -> set[str]:
        """The names of what this key opens."""
        opened = {name for name, attempt in self._attempts(key) if tried(attempt)}
        cookie = keys.cookie_of(key)
        for way in (keys.browser_slot, keys.desk_slot, keys.invitation_slot):
            kek = way(secrets(), cookie).kek
            opened |= {name for name, attempt in self._wraps(kek) if tried(attempt)}
        return opened

    def _attempts(self, key: bytes) -> Iterable[tuple[str, Callable[[], Any]]]:
        yield from self._wraps(key)
        for row in self.journeys:
            journey_key = keys.journey_key(key, row.id.bytes)
            for kek in (key, journey_key):
                yield "journey", lambda k=kek, r=row: open_state(k, bytes(r.sealed), r.id.bytes, r.revision)
        for share in self.shares:
            for kek in (key, keys.room_snapshot_key(key)):
                yield "snapshot", lambda k=kek, s=share: open_sealed(k, bytes(s.snapshot), "snapshot", s.id.bytes)
            owner = keys.room_key_for_owner(key, share.id.bytes)
            for kek in (key, owner):
                yield "room", lambda k=kek, s=share: unwrap_key(k, bytes(s.owner_key), "room", s.id.bytes)
        for agenda in self.agendas:
            for kek in (key, derive(key, "agenda")):
                yield "agenda", lambda k=kek, a=agenda: open_agenda_with(k, a)
        yield from self._boxes(key)

    def _wraps(self, kek: bytes) -> Iterable[tuple[str, Callable[[], Any]]]:
        for slot in self.slots:
            context = ("slot", slot.space.id.bytes, slot.kind)
            yield "slot", lambda s=slot, c=context: unwrap_key(kek, bytes(s.wrapped), *c)
        for held in self.helpers:
            yield "helper", lambda h=held: unwrap_key(kek, bytes(h.wrapped), "helper", h.user_id)
        for desk in self.desks:
            yield "desk", lambda d=desk: unwrap_key(kek, bytes(d.wrapped), "desk", d.user_id)

    def _boxes(self, key: bytes) -> Iterable[tuple[str, Callable[[], Any]]]:
        for reader in self.readers:
            context = ("share", reader.share.id.bytes, reader.epoch.team_id, reader.epoch.number)
            yield "room", lambda r=reader, c=context: open_sealed_box(key, bytes(r.sealed), *c)
        for grant in self.grants:
            context = ("grant", grant.epoch.team_id, grant.epoch.number, grant.user_id)
            yield "team", lambda g=grant, c=context: open_sealed_box(key, bytes(g.sealed), *c)
        for sheet in self.sheets:
            context = ("sheet", sheet.epoch.team_id, sheet.epoch.number)
            yield "team", lambda s=sheet, c=context: open_sealed_box(key, bytes(s.sealed), *c)
        for note in self.notes:
            context = ("private note", note.share.id.bytes, note.epoch.number, note.nonce)
            kek = derive(key, "private notes")
            yield "note", lambda n=note, c=context, k=kek: open_sealed(k, bytes(n.sealed), *c)
        for draft in self.drafts:
            context = ("draft", draft.share.id.bytes, draft.user_id, draft.about)
            kek = derive(key, "drafts")
            yield "draft", lambda d=draft, c=context, k=kek: open_sealed(k, bytes(d.sealed), *c)


@pytest.fixture
def busy_desk(writer: Visitor, crew: Crew, desk_of: Unlock) -> Share:
    """One share, answered, with a note, a draft and a time on offer; the visitor and the helper both have theirs open."""
    ask(writer, crew, "Mag dit?", "my-letter")
    share, client = Share.objects.get(), desk_of(crew)
    client.get(f"/desk/{share.pk}/")
    client.post(f"/desk/{share.pk}/say/", {"text": "Ja, dat mag.", "nonce": "ab" * 16})
    client.post(f"/desk/{share.pk}/say/", {"text": "Half af", "nonce": "ac" * 16, "draft": "1"})
    write_note(share, crew.helper, crew.secret, nonce="aa" * 16, text="Onder ons", who="Noord")
    day = (timezone.localdate() + datetime.timedelta(days=3)).isoformat()
    offered = {"day_1": day, "time_1": "14:00", "minutes": "30", "way": "phone", "nonce": "ad" * 16}
    assert client.post(f"/desk/{share.pk}/offer/", offered).status_code == 302
    return share


def test_a_copy_of_everything_opens_nothing(busy_desk: Share) -> None:
    vault, candidates = Vault(), windows()

    opened = {name for key in candidates for name in vault.opened_by(key)}

    assert len(candidates) > 5_000
    assert opened == set()


def test_the_attack_would_find_a_key_that_is_there(busy_desk: Share, writer: Visitor, crew: Crew) -> None:
    vault = Vault()
    slot = keys.browser_slot(secrets(), writer.cookie)
    row = Slot.objects.get(lookup=slot.lookup)
    space_key = keys.unwrap(slot.kek, bytes(row.wrapped), "slot", row.space.id.bytes, "b")
    team_key = keyring.team_secret(crew.helper, crew.secret, crew.team.current_epoch())
    room_key = keyring.room_key_for(crew.helper, crew.secret, busy_desk)

    assert vault.opened_by(base64.urlsafe_b64decode(writer.cookie + "=")) == {"slot"}
    assert vault.opened_by(space_key) == {"journey", "room"}
    assert vault.opened_by(room_key) == {"snapshot", "agenda"}
    assert vault.opened_by(team_key) == {"room", "note"}
    assert vault.opened_by(crew.secret) == {"team", "draft"}


def test_a_copy_and_the_team_key_open_what_was_shared_and_nothing_else(
    busy_desk: Share, writer: Visitor, crew: Crew, other_crew: Crew, aid: Any
) -> None:
    ask(writer, other_crew, "Voor de anderen", "my-letter")
    team_key = keyring.team_secret(crew.helper, crew.secret, crew.team.current_epoch())

    rooms = []
    for reader in ReaderKey.objects.select_related("epoch", "share"):
        context = ("share", reader.share.id.bytes, reader.epoch.team_id, reader.epoch.number)
        try:
            rooms.append(open_room(reader.share, open_sealed_box(team_key, bytes(reader.sealed), *context)))
        except SealBroken:
            continue

    assert [room.share for room in rooms] == [busy_desk]
    assert [answer.label for answer in rooms[0].snapshot.answers] == ["Mijn brief"]
    known = [team_key, rooms[0].key, keys.room_snapshot_key(rooms[0].key), keys.room_thread_key(rooms[0].key)]
    vault = Vault()
    assert {name for key in known for name in vault.opened_by(key)} == {"room", "note", "snapshot", "agenda"}


def test_an_address_for_a_reminder_opens_with_the_secret_of_the_server_and_with_nothing_in_the_database(
    busy_desk: Share, writer: Visitor
) -> None:
    writer.open(f"/nl/s/share/{busy_desk.short}/mail/")
    writer.send({"address": "zij@example.net"})
    row = Reminder.objects.get()

    def opens(key: bytes) -> bool:
        sealed = bytes(row.sealed)
        return any(
            tried(lambda k=kek: open_sealed(k, sealed, "reminder", row.id.bytes))
            for kek in (key, derive(key, "reminders"))
        )

    assert [key for key in windows() if opens(key)] == [settings.VAULT_PEPPER]


def test_the_public_half_of_a_key_opens_nothing(busy_desk: Share, crew: Crew) -> None:
    vault = Vault()
    publics = [bytes(crew.team.current_epoch().public), bytes(crew.helper.helper_key.public)]

    assert [vault.opened_by(public) for public in publics] == [set(), set()]
    assert pair_of(crew.secret).public == publics[1]
