"""What colleagues write to each other about a share: sealed with the team's key, so that the visitor never reads it."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk.keyring import NotGranted, team_secret
from decision_aids.desk.models import PrivateNote
from decision_aids.sharing.models import Share, TeamEpoch
from decision_aids.sharing.services import RoomFull, locked_share
from decision_aids.vault.crypto import derive, open_sealed, seal

MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Noted:
    """One private note, opened. `event`: "" for a plain one, else what was done with it ("handed")."""

    text: str
    who: str
    on: datetime.date
    hour: int
    event: str = ""
    to: str = ""


def write_note(
    share: Share, user: User, secret: bytes, *, nonce: str, text: str, who: str, event: str = "", to: str = ""
) -> bool:
    """Leave a note for colleagues; False when this form was sent before. Raises `NotGranted`, `RoomFull`,
    `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        if locked.private_notes.filter(nonce=nonce).exists():
            return False
        if locked.private_notes.count() >= MOST_NOTES:
            raise RoomFull
        epoch = TeamEpoch.objects.filter(team=locked.team_id, retired=False).first()
        if epoch is None:
            raise NotGranted
        now = timezone.localtime()
        plain = {
            "text": text,
            "who": who,
            "on": now.date().isoformat(),
            "hour": now.hour,
            "event": event,
            "to": to,
        }
        raw = json.dumps(plain, ensure_ascii=False).encode()
        sealed = seal(_key(team_secret(user, secret, epoch)), raw, *_context(share, epoch, nonce))
        PrivateNote.objects.create(share=locked, epoch=epoch, nonce=nonce, sealed=sealed)
    return True


def notes_on(share: Share, user: User, secret: bytes) -> list[Noted]:
    """The notes that this helper can open, in the order in which they were written."""
    notes, team_keys = [], {}
    for note in share.private_notes.select_related("epoch"):
        if note.epoch_id not in team_keys:
            try:
                team_keys[note.epoch_id] = team_secret(user, secret, note.epoch)
            except NotGranted:
                continue
        sealed = bytes(note.sealed)
        raw = json.loads(open_sealed(_key(team_keys[note.epoch_id]), sealed, *_context(share, note.epoch, note.nonce)))
        notes.append(Noted(**{**raw, "on": datetime.date.fromisoformat(raw["on"])}))
    return notes


def reseal_note(note: PrivateNote, old: bytes, epoch: TeamEpoch, new: bytes) -> None:
    """Seal a note to the next key of its team."""
    raw = open_sealed(_key(old), bytes(note.sealed), *_context(note.share, note.epoch, note.nonce))
    note.epoch, note.sealed = epoch, seal(_key(new), raw, *_context(note.share, epoch, note.nonce))
    note.save(update_fields=["epoch", "sealed"])


def _key(team_key: bytes) -> bytes:
    return derive(team_key, "private notes")


def _context(share: Share, epoch: TeamEpoch, nonce: str) -> tuple[str, bytes, int, str]:
    return ("private note", share.id.bytes, epoch.number, nonce)
