"""A plan that several people work on: goals with who does what, by when. Each part opens for those whom she gave it to.

A part has a key of its own, wrapped once for each who may see it: for her, for the team, for each invited person apart.
Whoever was not given a part holds nothing that opens it. Taking it back makes a new key.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from decision_aids.sharing.models import PartKey, PlanPart, Reader, Share
from decision_aids.sharing.readers import reader_key
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import locked_share
from decision_aids.spaces.access import OpenSpace
from decision_aids.vault import keys
from decision_aids.vault.crypto import new_key, open_sealed, seal

MOST_PARTS = 12
MOST_STEPS = 8
LOG_KEPT = 40
OWNER, TEAM, READER = PartKey.Holder.OWNER.value, PartKey.Holder.TEAM.value, PartKey.Holder.READER.value


class PlanFull(Exception):
    """There are as many goals in this plan as it can have."""


class PartClosed(Exception):
    """This part is not there (any more) for who wants to change it."""


class PartClash(Exception):
    """Somebody else changed the part meanwhile. `now` is how it stands."""

    def __init__(self, now: Part) -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Who does what, by when."""

    what: str
    who: str = ""
    by: datetime.date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Who changed something on which day; "" for her."""

    who: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class PartContent:
    """What is written in a part, and who changed it when, newest last."""

    goal: str
    note: str = ""
    steps: tuple[PlanStep, ...] = ()
    log: tuple[PlanChange, ...] = ()

    def same_as(self, other: PartContent) -> bool:
        """Whether the same words stand in it, whoever wrote them."""
        return (self.goal, self.note, self.steps) == (other.goal, other.note, other.steps)


@dataclass(frozen=True, slots=True)
class PlanHolder:
    """Somebody who works on the plan of a room: what unwraps the keys of their parts, and the name for the log."""

    kind: str
    kek: bytes
    name: str = ""
    reader: Reader | None = None

    def context(self, part: PlanPart) -> tuple[str | bytes, ...]:
        return "part", part.id.bytes, self.kind, b"" if self.reader is None else self.reader.id.bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One part, opened by somebody who may see it."""

    row: PlanPart
    content: PartContent
    key: bytes
    may_edit: bool

    @property
    def short(self) -> str:
        """The piece of the id that stands in an address."""
        return self.row.id.hex[:8]


def owner_of(opened: OpenSpace, share: Share) -> PlanHolder:
    """She herself, in a room of hers."""
    return PlanHolder(OWNER, keys.room_key_for_owner(opened.key, share.id.bytes))


def team_of(room: Room, name: str = "") -> PlanHolder:
    """A helper who holds the key of the room."""
    return PlanHolder(TEAM, keys.plan_key_for_team(room.key), name)


def reader_of(reader: Reader, own_key: bytes, name: str = "") -> PlanHolder:
    """A person whom she invited."""
    return PlanHolder(READER, own_key, name, reader)


def parts_for(share: Share, holder: PlanHolder) -> list[Part]:
    """The parts of a plan that this person may see, in her order. One query."""
    return [_open(row, holder) for row in _held(share, holder).order_by("part__order", "part")]


def part_for(share: Share, holder: PlanHolder, short: str) -> Part | None:
    """The part of that address, when this person may see it."""
    return next((part for part in parts_for(share, holder) if part.short == short), None)


def _held(share: Share, holder: PlanHolder) -> QuerySet[PartKey]:
    held = PartKey.objects.filter(part__share=share, holder=holder.kind, reader=holder.reader)
    return held.select_related("part")


def _open(row: PartKey, holder: PlanHolder) -> Part:
    part = row.part
    key = keys.unwrap(holder.kek, bytes(row.wrapped), *holder.context(part))
    raw = json.loads(open_sealed(key, bytes(part.sealed), "plan", part.share_id.bytes, part.id.bytes, part.revision))
    steps = tuple(
        PlanStep(one["what"], one["who"], datetime.date.fromisoformat(one["by"]) if one["by"] else None, one["done"])
        for one in raw["steps"]
    )
    log = tuple(PlanChange(one["who"], datetime.date.fromisoformat(one["on"])) for one in raw["log"])
    return Part(part, PartContent(raw["goal"], raw["note"], steps, log), key, row.may_edit)


def _seal(key: bytes, part: PlanPart, content: PartContent) -> bytes:
    plain = {
        "goal": content.goal,
        "note": content.note,
        "steps": [
            {"what": one.what, "who": one.who, "by": one.by.isoformat() if one.by else "", "done": one.done}
            for one in content.steps
        ],
        "log": [{"who": one.who, "on": one.on.isoformat()} for one in content.log],
    }
    raw = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(key, raw, "plan", part.share_id.bytes, part.id.bytes, part.revision)


def _logged(content: PartContent, before: Sequence[PlanChange], holder: PlanHolder) -> PartContent:
    """The content with one more line in its log; the same person on the same day stands in it once."""
    change = PlanChange(holder.name, timezone.localdate())
    return replace(content, log=(*(one for one in before if one != change), change)[-LOG_KEPT:])


def add_part(share: Share, owner: PlanHolder, content: PartContent, *, nonce: str) -> PlanPart:
    """One more goal, seen by nobody but her; the same form sent twice makes one. `PlanFull`, `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        present = locked.plan_parts.filter(nonce=nonce).first()
        if present is not None:
            return present
        count = locked.plan_parts.count()
        if count >= MOST_PARTS:
            raise PlanFull
        key, last = new_key(), locked.plan_parts.order_by("order").last()
        part = PlanPart(share=locked, nonce=nonce, order=0 if last is None else last.order + 1)
        part.sealed = _seal(key, part, _logged(content, (), owner))
        part.save(force_insert=True)
        _wrap_for(part, key, owner, may_edit=True)
    return part


def _wrap_for(part: PlanPart, key: bytes, holder: PlanHolder, *, may_edit: bool) -> None:
    wrapped = keys.wrap(holder.kek, key, *holder.context(part))
    PartKey.objects.create(part=part, holder=holder.kind, reader=holder.reader, may_edit=may_edit, wrapped=wrapped)


def save_part(share: Share, holder: PlanHolder, part: Part, content: PartContent, *, revision: int) -> Part:
    """Put what somebody wrote in a part, if nobody else changed it since `revision`.

    Raises `PartClash` with how it stands now, `PartClosed` when it was taken back, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        held = _held(locked, holder).filter(part=part.row.pk, may_edit=True).first()
        if held is None:
            raise PartClosed
        now = _open(held, holder)
        if now.content.same_as(content):
            return now  # nothing changes, or the same form was sent twice
        if now.row.revision != revision:
            raise PartClash(now)
        row = now.row
        row.revision += 1
        logged = _logged(content, now.content.log, holder)
        row.sealed = _seal(now.key, row, logged)
        if not PlanPart.objects.filter(pk=row.pk, revision=revision).update(sealed=row.sealed, revision=row.revision):
            raise PartClosed
        return replace(now, content=logged)


def give_part(opened: OpenSpace, room: Room, part: Part, *, team: str, readers: Mapping[Reader, str]) -> None:
    """Say who sees a part, and who changes it: "", "see" or "edit" for the team and for each invited person.

    The part gets a new key, so that who had it holds nothing any more. Raises `PartClosed`, `Share.DoesNotExist`.
    """
    owner = owner_of(opened, room.share)
    with locked_share(room.share) as locked:
        held = _held(locked, owner).filter(part=part.row.pk).first()
        if held is None:
            raise PartClosed
        now, key = _open(held, owner), new_key()
        PartKey.objects.filter(part=now.row).delete()
        PlanPart.objects.filter(pk=now.row.pk).update(sealed=_seal(key, now.row, now.content))
        _wrap_for(now.row, key, owner, may_edit=True)
        if team and locked.team_id is not None:
            _wrap_for(now.row, key, team_of(room), may_edit=team == "edit")
        for reader in Reader.objects.select_for_update().filter(share=locked, pk__in=[one.pk for one in readers]):
            may = readers[reader]
            if may:
                holder = reader_of(reader, reader_key(opened, reader))
                _wrap_for(now.row, key, holder, may_edit=may == "edit")


def rights_on(share: Share) -> dict[PlanPart, dict[str, str]]:
    """Who may do what with each part: {part: {"team" or the reader's id in hex: "see" or "edit"}}. One query."""
    rights: dict[PlanPart, dict[str, str]] = {}
    for row in PartKey.objects.filter(part__share=share).select_related("part"):
        mine = rights.setdefault(row.part, {})
        if row.holder != OWNER:
            mine["team" if row.reader_id is None else row.reader_id.hex] = "edit" if row.may_edit else "see"
    return rights


def delete_part(share: Share, part: Part) -> None:
    """Take a goal out of the plan, with its keys. Done twice it does nothing. Raises `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        PartKey.objects.filter(part=part.row.pk, part__share=locked).delete()
        PlanPart.objects.filter(pk=part.row.pk, share=locked).delete()
