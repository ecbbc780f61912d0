"""What changes a share: sending, saying something, closing, withdrawing, and letting old ones go."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from decision_aids.sharing.models import Message, ReaderKey, Share, Team, TeamEpoch
from decision_aids.sharing.rooms import Snapshot, seal_message, seal_snapshot
from decision_aids.sharing.working_days import add_working_days
from decision_aids.spaces.access import OpenSpace, secrets
from decision_aids.vault import keys
from decision_aids.vault.crypto import new_key, seal_to

KEPT_DAYS = 90  # after the last message
MOST_OPEN = 5
MOST_MESSAGES = 300
MOST_CHARACTERS = 2_000


class TeamNotReachable(Exception):
    """The team cannot receive anything now: not in service, no key yet, or a key that nobody vouches for."""


class TooManyShares(Exception):
    """Her space has as many open shares as it can."""


class RoomFull(Exception):
    """There were as many messages in this room as it can hold."""


class RoomClosed(Exception):
    """The team closed this room; nothing can be said in it by them."""


def sound_epoch(team: Team) -> TeamEpoch:
    """The team's key to seal to, checked against the secret outside the database. Raises `TeamNotReachable`."""
    epoch = team.current_epoch() if team.active else None
    if epoch is None or not keys.vouched(
        secrets(), bytes(epoch.tag), bytes(epoch.public), "team", team.pk, epoch.number
    ):
        raise TeamNotReachable(team)
    return epoch


def send_share(opened: OpenSpace, *, team: Team, snapshot: Snapshot, question: str, nonce: str) -> Share:
    """Open a room for this team with what she chose, and her question as its first message.

    The same form sent twice makes one room. Raises `TeamNotReachable`, `TooManyShares`.
    """
    mark = keys.room_mark(opened.key)
    present = Share.objects.filter(mark=mark, nonce=nonce).first()
    if present is not None:
        return present
    if Share.objects.open().filter(mark=mark).count() >= MOST_OPEN:
        raise TooManyShares
    epoch = sound_epoch(team)
    today = timezone.localdate()
    key = new_key()
    share = Share(
        mark=mark,
        team=team,
        nonce=nonce,
        sent_on=today,
        promised_on=add_working_days(today, team.answer_days),
        purge_on=today + datetime.timedelta(days=KEPT_DAYS),
    )
    share.owner_key = keys.wrap(keys.room_key_for_owner(opened.key, share.id.bytes), key, "room", share.id.bytes)
    share.snapshot = seal_snapshot(key, share, snapshot)
    try:
        with transaction.atomic():
            share.save(force_insert=True)
            seal_for_team(share, key, epoch)
            _say(share, key, side=Message.Side.OWNER, nonce=nonce, text=question)
    except IntegrityError:  # a double click: the other request made it
        return Share.objects.get(mark=mark, nonce=nonce)
    return share


def seal_for_team(share: Share, key: bytes, epoch: TeamEpoch) -> ReaderKey:
    """Let the holders of a team's key into a room."""
    sealed = seal_to(bytes(epoch.public), key, "share", share.id.bytes, epoch.team_id, epoch.number)
    return ReaderKey.objects.create(share=share, epoch=epoch, sealed=sealed)


def owner_room_key(opened: OpenSpace, share: Share) -> bytes:
    """Her copy of the room key. Raises `SealBroken` when the room is not hers."""
    return keys.unwrap(
        keys.room_key_for_owner(opened.key, share.id.bytes), bytes(share.owner_key), "room", share.id.bytes
    )


@transaction.atomic
def say(
    share: Share, key: bytes, *, side: str, nonce: str, text: str, who: str = "", about: str = "", event: str = ""
) -> bool:
    """Say something in a room; False when this very form was sent before.

    A message of hers opens a closed room again; a team cannot write in one. The room is kept 90 days from now.
    Raises `RoomFull`, `RoomClosed`, and `Share.DoesNotExist` when it was withdrawn in the meantime.
    """
    locked = Share.objects.select_for_update().get(pk=share.pk)
    if side == Message.Side.TEAM and locked.state == Share.State.CLOSED:
        raise RoomClosed
    if locked.messages.count() >= MOST_MESSAGES:
        raise RoomFull
    if locked.messages.filter(nonce=nonce).exists():
        return False
    _say(share, key, side=side, nonce=nonce, text=text, who=who, about=about, event=event)
    changes: dict[str, object] = {"purge_on": timezone.localdate() + datetime.timedelta(days=KEPT_DAYS)}
    if side == Message.Side.OWNER:
        changes |= {"news_for_team": True, "state": Share.State.OPEN}
    elif side == Message.Side.TEAM:
        changes |= {"news_for_owner": True, "news_for_team": False}
    Share.objects.filter(pk=share.pk).update(**changes)
    return True


def _say(share: Share, key: bytes, *, side: str, nonce: str, text: str, **about: str) -> None:
    sealed = seal_message(key, share, side=side, nonce=nonce, text=text, **about)
    Message.objects.create(share=share, side=side, nonce=nonce, sealed=sealed)


@transaction.atomic
def close_share(share: Share) -> None:
    """End the talk from the team's side; she keeps reading, and a message of hers opens it again."""
    Share.objects.filter(pk=share.pk).update(state=Share.State.CLOSED, news_for_team=False)


@transaction.atomic
def withdraw_share(share: Share) -> None:
    """Shut the room: nobody can read it from now on.

    The sealed keys go first, so that a copy of the database made a moment later holds nothing a reader could open.
    """
    share.reader_keys.all().delete()
    Share.objects.filter(pk=share.pk).update(owner_key=b"")
    share.messages.all().delete()
    Share.objects.filter(pk=share.pk).delete()


def purge_shares(today: datetime.date) -> int:
    """Let rooms go that nobody used for their time; gives how many. Twice does nothing the second time."""
    past: Sequence[Share] = list(Share.objects.filter(purge_on__lt=today)[:1000])
    for share in past:
        withdraw_share(share)
    return len(past)
