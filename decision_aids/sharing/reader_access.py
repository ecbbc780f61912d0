"""From an invited person's cookie to what she gave to read, and back to a cookie.

The cookie is none of a space: who reads along has no space here, and may have one of their own beside it. One browser at
a time: coming in with a new code shuts the one before.
"""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from decision_aids.sharing.models import Reader, ReaderSlot, Share
from decision_aids.sharing.readers import ANSWERS, TALK, Card, cards_of, open_card
from decision_aids.sharing.rooms import Room, open_snapshot, open_thread
from decision_aids.sharing.services import READER
from decision_aids.spaces.access import COOKIE_LENGTH, secrets, slot_purge_day
from decision_aids.spaces.database import in_a_hurry
from decision_aids.spaces.once import use_code
from decision_aids.spaces.purging import daily
from decision_aids.spaces.use import REMEMBERED_DAYS, Use
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken


@dataclass(slots=True)
class Reading:
    """What this request may read. `key` is the reader's own; `talk_key` is None when the talk was not given."""

    reader: Reader
    card: Card
    key: bytes
    answers_key: bytes
    talk_key: bytes | None
    cookie: str
    use: Use

    @property
    def share(self) -> Share:
        return self.reader.share

    @property
    def token(self) -> str:
        """What each form carries to show that it came from this reader's own page."""
        return keys.csrf_token(self.cookie)

    def room(self) -> Room:
        """The answers, and the talk if it was given; the key of the room itself is not there. One query at most."""
        snapshot = open_snapshot(self.share, self.answers_key)
        if self.talk_key is None:
            return Room(self.share, b"", snapshot)
        return Room(self.share, b"", snapshot, open_thread(self.share, self.talk_key, self.share.messages.all()))

    def everybody(self) -> list[Card]:
        """All whom she invited. One query."""
        return cards_of(self.share, self.answers_key)


@dataclass(frozen=True, slots=True)
class Entrance:
    """A browser that was let in: the cookie that it gets."""

    cookie: str
    remembered: bool


@transaction.atomic
def come_in(typed: str, *, remembered: bool = False) -> Entrance | None:
    """Use a code and let this browser in; None when the code opens nothing (any more)."""
    used = use_code(typed, READER)
    if used is None:
        return None
    reader = Reader.objects.select_for_update().filter(pk=used.subject, until__gte=timezone.localdate()).first()
    if reader is None:
        return None
    reader.slots.all().delete()
    cookie = keys.new_cookie()
    slot = keys.invitation_slot(secrets(), cookie)
    ReaderSlot.objects.create(
        reader=reader,
        lookup=slot.lookup,
        wrapped=keys.wrap(slot.kek, used.key, "reader slot", reader.id.bytes),
        used=keys.wrap(slot.kek, Use.begin(remembered=remembered).pack(), "reader use", reader.id.bytes),
        purge_on=min(reader.until, slot_purge_day(remembered=remembered)),
    )
    return Entrance(cookie, remembered)


def open_reading(request: HttpRequest) -> Reading | None:
    """What this request's cookie opens; None without one, when it is over, and when it was taken back. One query."""
    cookie = request.COOKIES.get(settings.READER_COOKIE_NAME, "")
    if len(cookie) != COOKIE_LENGTH:
        return None
    try:
        slot = keys.invitation_slot(secrets(), cookie)
    except keys.NotAKey:
        return None
    rows = ReaderSlot.objects.select_related("reader__share__team")
    row = rows.filter(lookup=slot.lookup, reader__until__gte=timezone.localdate()).first()
    if row is None:
        return None
    reader = row.reader
    try:
        key = keys.unwrap(slot.kek, bytes(row.wrapped), "reader slot", reader.id.bytes)
        use = Use.read(keys.unwrap(slot.kek, bytes(row.used), "reader use", reader.id.bytes))
        answers_key = keys.unwrap(key, bytes(reader.answers_key), ANSWERS, reader.id.bytes)
        talk = bytes(reader.talk_key)
        talk_key = keys.unwrap(key, talk, TALK, reader.id.bytes) if talk else None
        card = open_card(answers_key, reader)
    except SealBroken:
        return None
    if use.over:
        _end(row)
        return None
    if use.stale:
        use = _touch(row, slot.kek, use)
    return Reading(reader, card, key, answers_key, talk_key, cookie, use)


def _touch(row: ReaderSlot, kek: bytes, use: Use) -> Use:
    touched = use.touched()
    sealed = keys.wrap(kek, touched.pack(), "reader use", row.reader_id.bytes)
    until = min(row.reader.until, slot_purge_day(remembered=use.remembered))
    with contextlib.suppress(OperationalError):
        ReaderSlot.objects.filter(pk=row.pk).update(used=sealed, purge_on=until)
    return touched


def _end(row: ReaderSlot) -> None:
    with contextlib.suppress(OperationalError):
        ReaderSlot.objects.filter(pk=row.pk).delete()


def stop_reading(request: HttpRequest, response: HttpResponseBase) -> None:
    """Shut what an invited person has open in this browser: called when somebody leaves, whatever the database does."""
    cookie = request.COOKIES.get(settings.READER_COOKIE_NAME)
    if cookie is None:
        return
    with contextlib.suppress(keys.NotAKey, DatabaseError), in_a_hurry():
        ReaderSlot.objects.filter(lookup=keys.invitation_slot(secrets(), cookie).lookup).delete()
    _set(response, "", max_age=0, expires="Thu, 01 Jan 1970 00:00:00 GMT")


def set_cookie(response: HttpResponseBase, entrance: Entrance) -> None:
    """Hand the browser its cookie: gone when it closes, unless this device was asked to remember."""
    _set(response, entrance.cookie, max_age=REMEMBERED_DAYS * 24 * 3600 if entrance.remembered else None)


def _set(response: HttpResponseBase, value: str, *, max_age: int | None, expires: str | None = None) -> None:
    response.set_cookie(
        settings.READER_COOKIE_NAME,
        value,
        max_age=max_age,
        expires=expires,
        secure=settings.READER_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


@daily("readers' browsers")
def purge_slots(today: datetime.date) -> int:
    """Delete browsers' slots that cannot be in use any more; gives how many."""
    return ReaderSlot.objects.filter(purge_on__lt=today).delete()[0]
