"""What is done with times in a room: a team offers them, she picks one, either side cancels. Of two at once one wins."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from decision_aids.sharing import agenda
from decision_aids.sharing.agenda import Slot
from decision_aids.sharing.models import Agenda, HeldTime, Message, Share
from decision_aids.sharing.reminders import mail_is_due
from decision_aids.sharing.rooms import seal_message
from decision_aids.sharing.services import KEPT_DAYS, RoomClosed, locked_share, wake

MOST_SLOTS = 12


class NotFree(Exception):
    """This time cannot be had any more: picked, cancelled, given to somebody else, or of a team that has left the room."""


class TooLate(Exception):
    """This time has passed."""


class AgendaFull(Exception):
    """There are as many times in this room as it can hold."""


def offer(share: Share, key: bytes, slots: Sequence[Slot], *, nonce: str, who: str) -> bool:
    """Offer times from the team's side; False when this very form was sent before.

    It is an answer: now it is her turn. Raises `RoomClosed`, `AgendaFull`, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        if locked.state == Share.State.CLOSED:
            raise RoomClosed
        row, present = _read(locked, key)
        kept = agenda.still_matter(present)
        if len(kept) + len(slots) > MOST_SLOTS:
            raise AgendaFull
        _write(row, locked, key, [*kept, *slots])
        _note(locked, key, "offered", nonce=nonce, who=who)
        _tell(locked, Message.Side.OWNER)
        mail_is_due(key)
        locked.news_for_team, locked.answered_on = False, locked.answered_on or timezone.localdate()
        locked.save()
    return True


def pick(share: Share, key: bytes, slot_id: str, *, nonce: str) -> bool:
    """Take one of the times, from her side; the others on offer go. False when this very form was sent before.

    Raises `NotFree`, `TooLate`, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        row, present = _read(locked, key)
        slot = _find(present, slot_id)
        if slot.state != agenda.OFFERED or slot.team != locked.team_id:
            raise NotFree
        if slot.starts <= agenda.clock():
            raise TooLate
        _hold(locked, slot)
        kept = [one for one in agenda.still_matter(present) if one.state != agenda.OFFERED or one.id == slot.id]
        _write(row, locked, key, agenda.put(kept, replace(slot, state=agenda.PICKED)))
        _note(locked, key, "picked", nonce=nonce)
        _tell(locked, Message.Side.TEAM)
        locked.save()
    return True


def cancel(
    share: Share,
    key: bytes,
    slot_id: str,
    *,
    side: str,
    nonce: str,
    was: str = agenda.PICKED,
    word: str = "",
    who: str = "",
) -> bool:
    """Call off a time that was picked, or (the team) take one back that was on offer. False when sent before.

    `was`: how it stood on the page that this came from. Raises `NotFree` when that is not so any more: cancelled by the
    other side, or picked while the team took it back. Raises `TooLate`, `Share.DoesNotExist`.
    """
    with locked_share(share) as locked:
        if locked.messages.filter(nonce=nonce).exists():
            return False
        row, present = _read(locked, key)
        slot = _find(present, slot_id)
        if slot.state != was or was not in (agenda.PICKED, agenda.OFFERED):
            raise NotFree
        if slot.ends <= agenda.clock():
            raise TooLate
        HeldTime.objects.filter(share=locked, tag__in=_tags(slot)).delete()
        called_off = agenda.cancelled(slot, by=side, word=word)
        kept = agenda.still_matter(present)
        if slot.state == agenda.OFFERED:
            _write(row, locked, key, [one for one in kept if one.id != slot.id])
        else:
            _write(row, locked, key, agenda.put(kept, called_off))
        _note(locked, key, "cancelled" if slot.state == agenda.PICKED else "taken back", nonce=nonce, who=who)
        _tell(locked, Message.Side.TEAM if side == Message.Side.OWNER else Message.Side.OWNER)
        if side == Message.Side.TEAM:
            mail_is_due(key)
        locked.save()
    return True


def taken_elsewhere(slots: Sequence[Slot]) -> set[str]:
    """The ids of times on offer whose helper has meanwhile given them away in another room. One query."""
    marks = {tag: slot.id for slot in slots if slot.state == agenda.OFFERED for tag in _tags(slot)}
    held = HeldTime.objects.filter(tag__in=list(marks)).values_list("tag", flat=True) if marks else ()
    return {marks[bytes(tag)] for tag in held}


def _read(share: Share, key: bytes) -> tuple[Agenda, list[Slot]]:
    """The agenda of a room that is locked, or a new one."""
    row = Agenda.objects.filter(share=share).first()
    if row is None:
        return Agenda(share=share, revision=0), []
    return row, agenda.open_agenda(row, share, key)


def _write(row: Agenda, share: Share, key: bytes, slots: Sequence[Slot]) -> None:
    row.revision += 1
    row.sealed = agenda.seal_agenda(key, share, row.revision, slots)
    row.save()


def _find(slots: Sequence[Slot], slot_id: str) -> Slot:
    slot = next((one for one in slots if one.id == slot_id), None)
    if slot is None:
        raise NotFree
    return slot


def _tags(slot: Slot) -> list[bytes]:
    return [bytes.fromhex(mark) for mark in slot.marks]


def _hold(share: Share, slot: Slot) -> None:
    """Take these quarters of an hour. Raises `NotFree` when another room has one of them."""
    try:
        with transaction.atomic():
            HeldTime.objects.bulk_create([HeldTime(share=share, tag=tag) for tag in sorted(_tags(slot))])
    except IntegrityError:
        raise NotFree from None


def _note(share: Share, key: bytes, event: str, *, nonce: str, who: str = "") -> None:
    sealed = seal_message(key, share, side=Message.Side.NOTE, nonce=nonce, text="", who=who, event=event)
    Message.objects.create(share=share, side=Message.Side.NOTE, nonce=nonce, sealed=sealed)


def _tell(share: Share, side: str) -> None:
    """Let one side know: the team has to look again, or she has something new."""
    today = timezone.localdate()
    share.purge_on = today + datetime.timedelta(days=KEPT_DAYS)
    if side == Message.Side.OWNER:
        share.news_for_owner = True
        return
    wake(share, today)
