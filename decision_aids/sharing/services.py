"""What changes a share: sending, saying something, changing what goes along, closing, withdrawing, letting old ones go.

Whoever changes a room locks its row first, so that of two acts at once one comes after the other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from decision_aids.sharing.attachments import keep_attachments
from decision_aids.sharing.models import Message, ReaderKey, Referral, Share, Team, TeamEpoch
from decision_aids.sharing.reminders import mail_is_due
from decision_aids.sharing.rooms import Snapshot, seal_message, seal_said, seal_snapshot
from decision_aids.spaces.access import OpenSpace, secrets
from decision_aids.spaces.once import cancel_codes
from decision_aids.spaces.purging import daily
from decision_aids.vault import keys
from decision_aids.vault.crypto import new_key, seal_to

KEPT_DAYS = 90  # after the last message
MOST_OPEN = 5
READER = "reader"  # what codes for persons whom she invites are made for
MOST_MESSAGES = 300
MOST_CHARACTERS = 2_000


class TeamNotReachable(Exception):
    """The team cannot receive anything now: not in service, no sound key, or a key that nobody vouches for."""


class TooManyShares(Exception):
    """Her space has as many open shares as it can."""


class RoomFull(Exception):
    """There were as many messages in this room as it can hold."""


class ProposalWaits(Exception):
    """She was asked whether another team may go on, and has not answered yet: this is no moment to close."""


class RoomClosed(Exception):
    """The team closed this room; nothing can be said in it by them."""


def vouched_epoch(epoch: TeamEpoch) -> bool:
    """Whether the public key is the one that was put there, by the secret outside the database."""
    return keys.vouched(secrets(), bytes(epoch.tag), bytes(epoch.public), "team", epoch.team_id, epoch.number)


def lock_epoch(team: Team) -> TeamEpoch:
    """The team's key to seal to; nobody renews it before this transaction ends. Raises `TeamNotReachable`."""
    receiving = TeamEpoch.objects.receiving().filter(team=team, team__active=True)
    epoch = receiving.select_for_update(of=("self",)).first() or receiving.select_for_update(of=("self",)).first()
    if epoch is None or not vouched_epoch(epoch):  # asked twice: while we waited, a next one may have come
        raise TeamNotReachable(team)
    return epoch


def send_share(
    opened: OpenSpace, *, team: Team, snapshot: Snapshot, question: str, nonce: str, on_paper: bool = False
) -> Share:
    """Open a room for this team with what she chose, and her question as its first message.

    The same form sent twice makes one room. Raises `TeamNotReachable`, `TooManyShares`.
    """
    mark = keys.room_mark(opened.key)
    present = Share.objects.filter(mark=mark, nonce=nonce).first()
    if present is not None:
        return present
    if Share.objects.open().filter(mark=mark, team__isnull=False).count() >= MOST_OPEN:
        raise TooManyShares
    today = timezone.localdate()
    key = new_key()
    share = Share(
        mark=mark,
        team=team,
        nonce=nonce,
        on_paper=on_paper,
        sent_on=today,
        promised_on=team.answers_by(today),
        purge_on=today + datetime.timedelta(days=KEPT_DAYS),
    )
    share.owner_key = keys.wrap(keys.room_key_for_owner(opened.key, share.id.bytes), key, "room", share.id.bytes)
    share.snapshot = seal_snapshot(key, share, snapshot)
    try:
        with transaction.atomic():
            epoch = lock_epoch(team)
            share.save(force_insert=True)
            seal_for_team(share, key, epoch)
            keep_attachments(share, key, snapshot)
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


@contextmanager
def locked_share(share: Share) -> Iterator[Share]:
    """Hold a room for one act; everybody else who wants to change it waits. Raises `Share.DoesNotExist` when it is gone."""
    with transaction.atomic():
        yield Share.objects.select_for_update(of=("self",)).select_related("team").get(pk=share.pk)


def say(share: Share, key: bytes, *, side: str, nonce: str, text: str, who: str = "", about: str = "") -> bool:
    """Say something in a room; False when this very form was sent before.

    A message of hers opens a closed room again and renews the promise; nobody else can write in a closed one. The room
    is kept 90 days from now. Raises `RoomFull`, `RoomClosed`, and `Share.DoesNotExist` when it was withdrawn meanwhile.
    """
    with locked_share(share) as locked:
        fresh = say_in(locked, keys.room_thread_key(key), side=side, nonce=nonce, text=text, who=who, about=about)
        if fresh and side == Message.Side.TEAM:
            mail_is_due(key)
    return fresh


def say_in(
    locked: Share, thread_key: bytes, *, side: str, nonce: str, text: str, who: str = "", about: str = ""
) -> bool:
    """Say something in a room that is held already, with the key of its talk alone. See `say`."""
    if locked.messages.filter(nonce=nonce).exists():
        return False
    if side != Message.Side.OWNER and locked.state == Share.State.CLOSED:
        raise RoomClosed
    if locked.messages.exclude(side=Message.Side.NOTE).count() >= MOST_MESSAGES:
        raise RoomFull
    sealed = seal_said(thread_key, locked, side=side, nonce=nonce, text=text, who=who, about=about)
    Message.objects.create(share=locked, side=side, nonce=nonce, sealed=sealed)
    today = timezone.localdate()
    locked.purge_on = today + datetime.timedelta(days=KEPT_DAYS)
    if side == Message.Side.OWNER:
        wake(locked, today)
    else:
        locked.news_for_owner = True
    if side == Message.Side.TEAM:
        locked.news_for_team = False
        locked.answered_on = locked.answered_on or today
    locked.save()
    return True


def wake(locked: Share, today: datetime.date) -> None:
    """She did something: an open room again, and for a team something to answer within its promise."""
    locked.state, locked.rests_until = Share.State.OPEN, None
    if locked.team is None:
        return
    if not locked.news_for_team:
        locked.promised_on = locked.team.answers_by(today)
    locked.news_for_team = True


def note(share: Share, key: bytes, event: str, *, nonce: str, who: str = "") -> bool:
    """Write down in a room what happened in it, once for each nonce. It counts for nothing else: no message, no news.

    Raises `Share.DoesNotExist` when the room was withdrawn meanwhile.
    """
    if share.messages.filter(nonce=nonce).exists():
        return False
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        _say(locked, key, side=Message.Side.NOTE, nonce=nonce, text="", who=who, event=event)
    return True


def _say(share: Share, key: bytes, *, side: str, nonce: str, text: str, **about: str) -> None:
    sealed = seal_message(key, share, side=side, nonce=nonce, text=text, **about)
    Message.objects.create(share=share, side=side, nonce=nonce, sealed=sealed)


def change_share(share: Share, key: bytes, snapshot: Snapshot, *, nonce: str) -> bool:
    """Put what she chose now in the place of what she shared; False when this form was sent before.

    The team is told in the talk that it changed, and has to look again. Raises `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        locked.snapshot = seal_snapshot(key, locked, snapshot)
        keep_attachments(locked, key, snapshot)
        _say(locked, key, side=Message.Side.NOTE, nonce=nonce, text="", event="changed")
        today = timezone.localdate()
        wake(locked, today)
        locked.purge_on = today + datetime.timedelta(days=KEPT_DAYS)
        locked.save()
    return True


def close_share(share: Share, key: bytes, *, nonce: str, who: str, seen: int) -> bool:
    """End the talk from the team's side; False when there are other messages in it than the `seen` ones.

    She keeps reading, and a message of hers opens it again. Raises `ProposalWaits` when another team was proposed to
    her and she has not answered yet, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.state == Share.State.CLOSED:
            return True
        if Referral.objects.filter(share=locked).exists():
            raise ProposalWaits
        if locked.team_id != share.team_id:  # another team answers by now: it is theirs to close
            return False
        if locked.messages.exclude(side=Message.Side.NOTE).count() != seen:
            return False
        _say(locked, key, side=Message.Side.NOTE, nonce=nonce, text="", who=who, event="closed")
        locked.state, locked.news_for_team, locked.rests_until = Share.State.CLOSED, False, None
        locked.save(update_fields=["state", "news_for_team", "rests_until"])
    return True


def reopen_share(share: Share, key: bytes, *, nonce: str, who: str) -> bool:
    """Open a closed talk again from the team's side; False when it is open already. Raises `Share.DoesNotExist`.

    One in which she spoke last waits for an answer again, with the day that was promised.
    """
    with locked_share(share) as locked:
        if locked.state == Share.State.OPEN:
            return False
        _say(locked, key, side=Message.Side.NOTE, nonce=nonce, text="", who=who, event="reopened")
        last = locked.messages.exclude(side=Message.Side.NOTE).order_by("pk").last()
        locked.state = Share.State.OPEN
        locked.news_for_team = last is not None and last.side == Message.Side.OWNER
        locked.save(update_fields=["state", "news_for_team"])
    return True


@transaction.atomic
def withdraw_share(share: Share) -> None:
    """Shut the room: nobody can read it from now on. Done twice it does nothing.

    The sealed keys go first, so that a copy of the database made a moment later holds nothing a reader could open.
    """
    locked = Share.objects.select_for_update(of=("self",)).filter(pk=share.pk).first()
    if locked is None:
        return
    locked.reader_keys.all().delete()
    cancel_codes(READER, list(locked.readers.values_list("pk", flat=True)))
    locked.readers.all().delete()
    locked.plan_parts.all().delete()
    Share.objects.filter(pk=share.pk).update(owner_key=b"", snapshot=b"")
    locked.messages.all().delete()
    locked.delete()


@daily("shares")
def purge_shares(today: datetime.date, *, batch: int = 200) -> int:
    """Let rooms go that nobody used for their time; gives how many. Twice does nothing the second time."""
    gone = 0
    while past := list(Share.objects.filter(purge_on__lt=today)[:batch]):
        for share in past:
            withdraw_share(share)
        gone += len(past)
    return gone
