"""The times that a team offers in a room, and what became of each: one document, sealed with the room key."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils import timezone

from decision_aids.sharing.models import Agenda, Share
from decision_aids.vault.crypto import derive, open_sealed, seal

QUARTER = 15 * 60  # seconds
OFFERED, PICKED, CANCELLED = "offered", "picked", "cancelled"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that a helper has for her. `starts` is the clock here, without a zone.

    `place`: what she has to know, such as who calls whom. `marks`: the quarters of an hour that it takes, as only the
    helper's own key makes them. `by`: which side cancelled it, with a `word` if there was one.
    """

    id: str
    starts: datetime.datetime
    minutes: int
    way: str
    place: str
    team: int
    helper: int
    who: str
    marks: tuple[str, ...] = ()
    state: str = OFFERED
    by: str = ""
    word: str = ""

    @classmethod
    def new(cls, **known: Any) -> Slot:
        """One with an id that nobody can guess."""
        return cls(id=secrets.token_hex(8), **known)

    @property
    def ends(self) -> datetime.datetime:
        return self.starts + datetime.timedelta(minutes=self.minutes)

    def clashes(self, other: Slot) -> bool:
        """Whether somebody cannot be at both."""
        return self.starts < other.ends and other.starts < self.ends

    def quarters(self) -> list[int]:
        """The quarters of an hour that it touches, counted from 1970."""
        first = int(timezone.make_aware(self.starts).timestamp()) // QUARTER
        return list(range(first, first + -(-self.minutes * 60 // QUARTER)))


def clock() -> datetime.datetime:
    """What the clock here says, without a zone."""
    return timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)


def slots_in(share: Share, key: bytes) -> list[Slot]:
    """The times in a room, the first one first. One query. Raises `SealBroken`."""
    row = Agenda.objects.filter(share=share).first()
    return open_agenda(row, share, key) if row is not None else []


def open_agenda(row: Agenda, share: Share, key: bytes) -> list[Slot]:
    """What stands in an agenda. Raises `SealBroken`."""
    plain = open_sealed(derive(key, "agenda"), bytes(row.sealed), "agenda", share.id.bytes, row.revision)
    return [
        Slot(**{**one, "starts": datetime.datetime.fromisoformat(one["starts"]), "marks": tuple(one["marks"])})
        for one in json.loads(plain)
    ]


def seal_agenda(key: bytes, share: Share, revision: int, slots: Iterable[Slot]) -> bytes:
    """Seal the times of a room, for this room and this revision."""
    rows = [{**asdict(slot), "starts": slot.starts.isoformat()} for slot in sorted(slots, key=lambda one: one.starts)]
    plain = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(derive(key, "agenda"), plain, "agenda", share.id.bytes, revision)


def still_matter(slots: Sequence[Slot]) -> list[Slot]:
    """What has not passed: the rest is forgotten at the next change."""
    now = clock()
    return [slot for slot in slots if slot.ends > now]


def put(slots: Sequence[Slot], changed: Slot) -> list[Slot]:
    """The slots with one of them changed."""
    return [changed if slot.id == changed.id else slot for slot in slots]


def cancelled(slot: Slot, *, by: str, word: str) -> Slot:
    """This time, called off by one side."""
    return replace(slot, state=CANCELLED, by=by, word=word)


def with_marks(slot: Slot, marks: tuple[str, ...]) -> Slot:
    """This time with the quarters that it takes."""
    return replace(slot, marks=marks)
