"""Persons whom she invites into a room: asking them in, what they hold, who they are, and taking it back.

An invited person holds the key of the answers and, when she gave it, the key of the talk. The key of the room stays with
her and with the team, so that nothing else that stands in the room opens for them.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from decision_aids.sharing.attachments import keep_attachments
from decision_aids.sharing.models import Message, Reader, Share
from decision_aids.sharing.rooms import Room, Snapshot, seal_message, seal_snapshot
from decision_aids.sharing.services import KEPT_DAYS, READER, locked_share, owner_room_key
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.once import cancel_codes, make_code, not_used_yet
from decision_aids.spaces.purging import daily
from decision_aids.vault import keys
from decision_aids.vault.crypto import new_key, open_sealed, seal

MOST_READERS = 5  # in one room
MOST_PRIVATE_ROOMS = 5
OPENINGS_SHOWN = 14
ANSWERS, TALK, COMMENT = "answers", "talk", "comment"


class TooManyReaders(Exception):
    """There are as many invited persons in this room as it can have."""


class TooManyRooms(Exception):
    """She has as many rooms for invited persons as she can have."""


@dataclass(frozen=True, slots=True)
class Card:
    """Who an invited person is to those in the room. `may`: read the answers, the talk as well, or write in it too."""

    name: str
    may: str
    until: datetime.date

    @property
    def reads_talk(self) -> bool:
        return self.may in (TALK, COMMENT)

    @property
    def comments(self) -> bool:
        return self.may == COMMENT


@dataclass(frozen=True, slots=True)
class Invited:
    """An invited person as she sees it. `waits`: the code was not used yet. `opened`: the days, oldest first."""

    reader: Reader
    card: Card
    waits: bool
    opened: tuple[datetime.date, ...]

    @property
    def short(self) -> str:
        """The piece of the id that stands in her address."""
        return self.reader.id.hex[:8]


def seal_card(snapshot_key: bytes, reader: Reader, *, name: str, may: str) -> bytes:
    """Seal who somebody is, for all who read in the room."""
    raw = json.dumps({"name": name, "may": may}, ensure_ascii=False).encode()
    return seal(snapshot_key, raw, "reader", reader.share_id.bytes, reader.id.bytes)


def open_card(snapshot_key: bytes, reader: Reader) -> Card:
    """Who this is. Raises `SealBroken`."""
    raw = json.loads(open_sealed(snapshot_key, bytes(reader.card), "reader", reader.share_id.bytes, reader.id.bytes))
    return Card(raw["name"], raw["may"], reader.until)


def cards_of(share: Share, snapshot_key: bytes) -> list[Card]:
    """Everybody whom she invited into a room and whose time is not over, by name. One query."""
    readers = share.readers.filter(until__gte=timezone.localdate())
    return sorted((open_card(snapshot_key, reader) for reader in readers), key=lambda card: card.name)


def names_of(rooms: Mapping[uuid.UUID, bytes]) -> dict[uuid.UUID, list[str]]:
    """The names of those invited into each of these rooms, given the room keys. One query."""
    names: dict[uuid.UUID, list[str]] = {room: [] for room in rooms}
    for reader in Reader.objects.filter(share__in=rooms, until__gte=timezone.localdate()):
        card = open_card(keys.room_snapshot_key(rooms[reader.share_id]), reader)
        names[reader.share_id].append(card.name)
    return {room: sorted(found) for room, found in names.items()}


def invited_to(opened: OpenSpace, room: Room) -> list[Invited]:
    """Everybody whom she invited into a room of hers, by name, with the days on which they opened it. Two queries."""
    readers = list(room.share.readers.filter(until__gte=timezone.localdate()))
    waiting = not_used_yet(READER, [reader.pk for reader in readers]) if readers else set()
    snapshot_key = keys.room_snapshot_key(room.key)
    found = [
        Invited(
            reader,
            open_card(snapshot_key, reader),
            waits=reader.pk in waiting,
            opened=openings_of(reader, reader_key(opened, reader)),
        )
        for reader in readers
    ]
    return sorted(found, key=lambda one: one.card.name)


def reader_key(opened: OpenSpace, reader: Reader) -> bytes:
    """An invited person's own key, for her. Raises `SealBroken` when the room is not hers."""
    kek = keys.room_key_for_owner(opened.key, reader.share_id.bytes)
    return keys.unwrap(kek, bytes(reader.own_key), "reader", reader.id.bytes)


def openings_of(reader: Reader, own_key: bytes) -> tuple[datetime.date, ...]:
    """The days on which an invited person opened the room, the last ones."""
    if not reader.openings:
        return ()
    raw = open_sealed(own_key, bytes(reader.openings), "openings", reader.id.bytes)
    return tuple(datetime.date.fromisoformat(day) for day in json.loads(raw))


def note_opening(reader: Reader, own_key: bytes) -> None:
    """Write down, for her alone, that it was opened today."""
    days, today = openings_of(reader, own_key), timezone.localdate()
    if today in days:
        return
    raw = json.dumps([day.isoformat() for day in (*days, today)][-OPENINGS_SHOWN:]).encode()
    Reader.objects.filter(pk=reader.pk).update(openings=seal(own_key, raw, "openings", reader.id.bytes))


def open_private_room(opened: OpenSpace, *, snapshot: Snapshot, words: str, nonce: str) -> Room:
    """A room without a team, with what she chose and maybe a first message. The same form sent twice makes one.

    Raises `TooManyRooms`.
    """
    mark = keys.room_mark(opened.key)
    present = Share.objects.filter(mark=mark, nonce=nonce).first()
    if present is None:
        if Share.objects.filter(mark=mark, team=None).count() >= MOST_PRIVATE_ROOMS:
            raise TooManyRooms
        today, key = timezone.localdate(), new_key()
        share = Share(
            mark=mark, nonce=nonce, news_for_team=False, sent_on=today,
            purge_on=today + datetime.timedelta(days=KEPT_DAYS),
        )  # fmt: skip
        share.owner_key = keys.wrap(keys.room_key_for_owner(opened.key, share.id.bytes), key, "room", share.id.bytes)
        share.snapshot = seal_snapshot(key, share, snapshot)
        try:
            with transaction.atomic():
                share.save(force_insert=True)
                keep_attachments(share, key, snapshot)
                if words:
                    sealed = seal_message(key, share, side=Message.Side.OWNER, nonce=nonce, text=words)
                    Message.objects.create(share=share, side=Message.Side.OWNER, nonce=nonce, sealed=sealed)
            return Room(share, key, snapshot)
        except IntegrityError:  # a double click: the other request made it
            present = Share.objects.get(mark=mark, nonce=nonce)
    return Room(present, owner_room_key(opened, present), snapshot)


def invite(opened: OpenSpace, room: Room, *, name: str, may: str, until: datetime.date, nonce: str) -> Reader:
    """Let one more person into a room of hers; the same form sent twice does it once. A code is made apart.

    Raises `TooManyReaders`, and `Share.DoesNotExist` when the room was withdrawn meanwhile.
    """
    with locked_share(room.share) as locked:
        present = locked.readers.filter(nonce=nonce).first()
        if present is not None:
            return present
        if locked.readers.filter(until__gte=timezone.localdate()).count() >= MOST_READERS:
            raise TooManyReaders
        own_key, snapshot_key = new_key(), keys.room_snapshot_key(room.key)
        reader = Reader(share=locked, nonce=nonce, until=until)
        kek = keys.room_key_for_owner(opened.key, locked.id.bytes)
        reader.own_key = keys.wrap(kek, own_key, "reader", reader.id.bytes)
        reader.card = seal_card(snapshot_key, reader, name=name, may=may)
        reader.answers_key = keys.wrap(own_key, snapshot_key, ANSWERS, reader.id.bytes)
        if may in (TALK, COMMENT):
            reader.talk_key = keys.wrap(own_key, keys.room_thread_key(room.key), TALK, reader.id.bytes)
        reader.save(force_insert=True)
        if locked.purge_on < until:
            Share.objects.filter(pk=locked.pk).update(purge_on=until)
    return reader


def code_for(opened: OpenSpace, reader: Reader) -> str:
    """A code with which this person comes in, once; one that was made before and not used works no more.

    Raises `Reader.DoesNotExist` when it was taken back meanwhile.
    """
    with transaction.atomic():
        cancel_codes(READER, [reader.pk])  # first: whoever uses a code holds it before the reader
        held = Reader.objects.select_for_update().get(pk=reader.pk)
        return make_code(reader_key(opened, held), purpose=READER, subject=held.pk, until=held.until)


@transaction.atomic
def withdraw_reader(reader: Reader) -> None:
    """Take it back from one person: the keys are gone at the next request. Done twice it does nothing."""
    cancel_codes(READER, [reader.pk])  # first: whoever uses a code holds it before the reader
    if Reader.objects.select_for_update().filter(pk=reader.pk).first() is None:
        return
    reader.slots.all().delete()
    Reader.objects.filter(pk=reader.pk).delete()


def withdraw_readers(readers: Iterable[Reader]) -> None:
    """Take it back from everybody whom she invited."""
    with transaction.atomic():
        for reader in readers:
            withdraw_reader(reader)


@daily("readers")
def purge_readers(today: datetime.date, *, batch: int = 200) -> int:
    """Take back what was given up to a day that has passed; gives from how many."""
    gone = 0
    while past := list(Reader.objects.filter(until__lt=today)[:batch]):
        withdraw_readers(past)
        gone += len(past)
    return gone
