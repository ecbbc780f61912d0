"""What is inside a room, and how it is sealed and opened. Works for who holds the room key, whoever that is."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from decision_aids.engine.flow import Item
from decision_aids.exercises.attachments import Cabinet
from decision_aids.exercises.base import Mode
from decision_aids.exercises.forms import make_part
from decision_aids.sharing.models import Message, Share
from decision_aids.vault import keys
from decision_aids.vault.crypto import open_sealed, seal


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer as it was when she shared it, with its question as she saw it.

    `kept` is {"t": kind, "v": version, "x": answer}; `spec` is what the question was made of. `chapter`: where it stood,
    "" for what was shared before that was kept.
    """

    item: str
    step: str
    label: str
    version: int
    spec: Mapping[str, Any]
    kept: Mapping[str, Any]
    chapter: str = ""

    def render(self, mode: Mode, attachments: Cabinet | None = None) -> str:
        """The answer in a mode; "" when its kind of exercise is not installed any more."""
        part = make_part(Item(self.item, self.kept["t"], self.version, self.spec), self.kept)
        if part is None or part.answer is None:
            return ""
        return part.kind.render(mode, part.spec, part.answer, item=part, attachments=attachments)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a share shows: which aid, in which language, the chosen answers in the aid's order, her wishes.

    `wishes`: how she wants to be reached, as {"ways": [...], "times": str, "no_message": bool}; {} for only here.
    `attached`: the drawings and sounds of answers just chosen, by item and name; sealed apart, and not here once sent.
    """

    aid: str
    language: str
    answers: tuple[SharedAnswer, ...]
    wishes: Mapping[str, Any] = field(default_factory=dict)
    attached: Mapping[tuple[str, str], bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """One message, opened. `about` is the item it gives feedback on, or "". `hour` is what people are shown."""

    side: str
    text: str
    on: datetime.date
    hour: int
    who: str = ""
    about: str = ""
    event: str = ""

    @property
    def mine(self) -> bool:
        """Whether she said it herself."""
        return self.side == Message.Side.OWNER.value

    @property
    def by_team(self) -> bool:
        """Whether a helper said it."""
        return self.side == Message.Side.TEAM.value

    @property
    def spoken(self) -> bool:
        """Whether somebody said it; otherwise it tells what happened."""
        return self.side != Message.Side.NOTE.value


@dataclass(slots=True)
class Room:
    """An open room."""

    share: Share
    key: bytes
    snapshot: Snapshot
    thread: list[Said] = field(default_factory=list)

    def feedback_on(self, item: str) -> list[Said]:
        """What was said about one answer."""
        return [said for said in self.thread if said.about == item]

    @property
    def talk(self) -> list[Said]:
        """What was said and what happened, without the feedback that stands beside an answer."""
        shared = {answer.item for answer in self.snapshot.answers}
        return [said for said in self.thread if said.about not in shared]

    @property
    def newest(self) -> Said | None:
        """What somebody said last, in the talk or beside an answer."""
        return next((said for said in reversed(self.thread) if said.spoken), None)

    @property
    def spoken(self) -> int:
        """How many messages there are in it."""
        return sum(said.spoken for said in self.thread)


def seal_snapshot(key: bytes, share: Share, snapshot: Snapshot) -> bytes:
    """Seal what is shared, for this room alone."""
    plain = {
        "aid": snapshot.aid,
        "language": snapshot.language,
        "wishes": snapshot.wishes,
        "answers": [
            {
                "item": answer.item,
                "step": answer.step,
                "label": answer.label,
                "version": answer.version,
                "spec": answer.spec,
                "kept": answer.kept,
                "chapter": answer.chapter,
            }
            for answer in snapshot.answers
        ],
    }
    raw = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(keys.room_snapshot_key(key), raw, "snapshot", share.id.bytes)


def open_room(share: Share, key: bytes) -> Room:
    """Open a room with its key: what is shared and everything that was said. One query.

    Raises `SealBroken` when the key is not that of this room.
    """
    snapshot = open_snapshot(share, keys.room_snapshot_key(key))
    return Room(share, key, snapshot, open_thread(share, keys.room_thread_key(key), share.messages.all()))


def open_snapshot(share: Share, snapshot_key: bytes) -> Snapshot:
    """Open what is shared in a room. Raises `SealBroken` when the key is not that of this room."""
    raw = json.loads(open_sealed(snapshot_key, bytes(share.snapshot), "snapshot", share.id.bytes))
    answers = tuple(SharedAnswer(**answer) for answer in raw["answers"])
    return Snapshot(raw["aid"], raw["language"], answers, raw["wishes"])


def open_thread(share: Share, thread_key: bytes, messages: Iterable[Message]) -> list[Said]:
    """Open messages in the order in which they were sent."""
    thread = []
    for message in messages:
        raw = json.loads(
            open_sealed(thread_key, bytes(message.sealed), "message", share.id.bytes, message.side, message.nonce)
        )
        thread.append(
            Said(
                side=message.side,
                text=raw["text"],
                on=datetime.date.fromisoformat(raw["on"]),
                hour=raw["hour"],
                who=raw["who"],
                about=raw["about"],
                event=raw["event"],
            )
        )
    return thread


def seal_message(key: bytes, share: Share, *, side: str, nonce: str, text: str, **about: str) -> bytes:
    """Seal something said now with the key of the room. See `seal_said`."""
    return seal_said(keys.room_thread_key(key), share, side=side, nonce=nonce, text=text, **about)


def seal_said(
    thread_key: bytes,
    share: Share,
    *,
    side: str,
    nonce: str,
    text: str,
    who: str = "",
    about: str = "",
    event: str = "",
) -> bytes:
    """Seal something said now, for this room, this side and this one form."""
    now = timezone.localtime()
    plain = {
        "text": text,
        "on": now.date().isoformat(),
        "hour": now.hour,
        "who": who,
        "about": about,
        "event": event,
    }
    raw = json.dumps(plain, ensure_ascii=False).encode()
    return seal(thread_key, raw, "message", share.id.bytes, side, nonce)
