"""From one team to another: a team proposes, she says yes or no, and the first team reads along until she says stop.

The room keeps its key. When she says yes her own browser seals it to the other team; when she says stop, the sealed
key of the first team goes. Of two acts at once one comes after the other, and who comes too late is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from decision_aids.sharing.models import Agenda, HeldTime, Message, PartKey, ReaderKey, Referral, Share, Team
from decision_aids.sharing.rooms import seal_message
from decision_aids.sharing.services import KEPT_DAYS, RoomClosed, lock_epoch, locked_share, seal_for_team
from decision_aids.sharing.signals import team_changed, team_left
from decision_aids.vault.crypto import derive, open_sealed, seal


class AlreadyProposed(Exception):
    """A team was proposed in this room already, and she has not answered yet."""


class ProposalGone(Exception):
    """What she answers is not there any more: taken back, answered in another tab, or another one meanwhile."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, opened: which team, and what the helper wrote to her about it."""

    team: Team
    reason: str
    who: str


def teams_for(share: Share) -> list[Team]:
    """The teams that can be proposed in this room: reachable now, and not reading in it already."""
    reading = ReaderKey.objects.filter(share=share).values("epoch__team")
    return list(Team.objects.reachable().exclude(pk__in=reading))


def proposal_in(share: Share, key: bytes) -> Proposal | None:
    """What a team proposes in this room, or None. One query."""
    row = Referral.objects.select_related("team").filter(share=share).first()
    if row is None:
        return None
    who, _, reason = open_sealed(_key(key), bytes(row.reason), *_context(share, row.team_id)).decode().partition("\n")
    return Proposal(row.team, reason, who)


def reading_along(share: Share) -> list[Team]:
    """The teams that hold a key of this room and do not answer in it any more. One query."""
    return list(Team.objects.filter(epochs__reader_keys__share=share).exclude(pk=share.team_id).distinct())


def propose(share: Share, key: bytes, team: Team, *, reason: str, nonce: str, who: str) -> bool:
    """Propose to her that another team goes on; False when this very form was sent before. Nobody new reads anything.

    Raises `AlreadyProposed`, `RoomClosed`, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        if locked.state == Share.State.CLOSED:
            raise RoomClosed
        if Referral.objects.filter(share=locked).exists():
            raise AlreadyProposed
        sealed = seal(_key(key), f"{who}\n{reason}".encode(), *_context(locked, team.pk))
        Referral.objects.create(share=locked, team=team, reason=sealed)
        _note(locked, key, "proposed", nonce, team, who=who)
        locked.news_for_owner = True
        locked.save(update_fields=["news_for_owner"])
    return True


def take_back(share: Share, key: bytes, *, nonce: str, who: str) -> bool:
    """Take a proposal back before she answered; False when there is none any more. Raises `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        row = Referral.objects.select_related("team").filter(share=locked).first()
        if row is None:
            return False
        _note(locked, key, "not proposed", nonce, row.team, who=who)
        row.delete()
    return True


def accept(share: Share, key: bytes, team: int, *, nonce: str) -> bool:
    """Let the proposed team in: from now on it answers. The first team reads along until `stop`.

    `team` is the one that she saw. False when this very form was sent before. Raises `ProposalGone`,
    `TeamNotReachable`, `Share.DoesNotExist`.
    """

    def let_in(locked: Share, row: Referral) -> None:
        epoch, first, today = lock_epoch(row.team), locked.team, timezone.localdate()
        if not ReaderKey.objects.filter(share=locked, epoch=epoch).exists():
            seal_for_team(locked, key, epoch)
        locked.team, locked.state, locked.rests_until = row.team, Share.State.OPEN, None
        locked.news_for_team, locked.promised_on = True, row.team.answers_by(today)
        locked.on_paper = False  # that she said to the first team
        locked.purge_on = today + datetime.timedelta(days=KEPT_DAYS)
        locked.save()
        team_changed.send(sender=Share, share=locked, before=first)

    return _answer(share, key, team, "referred", nonce, let_in)


def decline(share: Share, key: bytes, team: int, *, nonce: str) -> bool:
    """Say no: nothing changes. False when this form was sent before. Raises `ProposalGone`, `Share.DoesNotExist`."""
    return _answer(share, key, team, "declined", nonce, lambda locked, row: None)


def _answer(
    share: Share, key: bytes, team: int, event: str, nonce: str, act: Callable[[Share, Referral], None]
) -> bool:
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        row = Referral.objects.select_related("team").filter(share=locked, team=team).first()
        if row is None:
            raise ProposalGone
        act(locked, row)
        _note(locked, key, event, nonce, row.team)
        row.delete()
    return True


def may_stop(share: Share) -> list[Team]:
    """The teams whose key she can take and keep the room: those that read along, or else the last one when somebody
    whom she invited still reads there."""
    along = reading_along(share)
    if along or share.team is None or not share.readers.exists():
        return along
    return [share.team]


def stop(share: Share, key: bytes, team: int, *, nonce: str) -> bool:
    """Take the key of a team; False when that is not one of `may_stop`. Raises `Share.DoesNotExist`.

    Without the last team it is a room for whom she invited: what only a team has there goes too.
    """
    with locked_share(share) as locked:
        left = next((one for one in may_stop(locked) if one.pk == team), None)
        if left is None or not ReaderKey.objects.filter(share=locked, epoch__team=left).delete()[0]:
            return False
        if left.pk == locked.team_id:
            _be_without_team(locked)
        team_left.send(sender=Share, share=locked, team=left)
        _note(locked, key, "stopped", nonce, left)
    return True


def _be_without_team(locked: Share) -> None:
    for rows in (Referral.objects, Agenda.objects, HeldTime.objects):
        rows.filter(share=locked).delete()
    PartKey.objects.filter(part__share=locked, holder=PartKey.Holder.TEAM).delete()
    locked.team = locked.promised_on = locked.rests_until = None
    locked.news_for_team = locked.on_paper = False
    locked.state = Share.State.OPEN
    locked.save()


def _note(share: Share, key: bytes, event: str, nonce: str, team: Team, *, who: str = "") -> None:
    """Write down in the room what happened, with the name of the team that it is about."""
    about = {"text": team.name, "who": who, "event": event}
    sealed = seal_message(key, share, side=Message.Side.NOTE, nonce=nonce, **about)
    Message.objects.create(share=share, side=Message.Side.NOTE, nonce=nonce, sealed=sealed)


def _key(room_key: bytes) -> bytes:
    return derive(room_key, "referral")


def _context(share: Share, team: int) -> tuple[str, bytes, int]:
    return ("referral", share.id.bytes, team)
