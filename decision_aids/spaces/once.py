"""Codes that work once: a key waits, wrapped, for whoever was given the code, and is gone when it was used.

The code is on no page but the one that shows it, and nowhere on the server. What it opens is told by `purpose` (which
room of the house asks) and `subject` (the row there). Used, past its day, taken back or never made: all the same answer.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from decision_aids.spaces.access import secrets
from decision_aids.spaces.models import OneTimeCode
from decision_aids.spaces.purging import daily
from decision_aids.vault import codes, keys
from decision_aids.vault.crypto import SealBroken
from decision_aids.vault.limits import AddressLimit, TokenBucket

TRIES = TokenBucket(per_minute=60, burst=60)
TRIES_OF_ADDRESS = AddressLimit(per_hour=30)


@dataclass(frozen=True, slots=True)
class Used:
    """What a code gave."""

    subject: uuid.UUID
    key: bytes = field(repr=False)


def make_code(key: bytes, *, purpose: str, subject: uuid.UUID, until: datetime.date) -> str:
    """Wrap a key for whoever gets the code, up to and with that day; gives the code as it is shown, once.

    A code that was made before for the same subject, and not used, works no more.
    """
    code = codes.new_code()
    slot = keys.code_slot(secrets(), codes.read_code(code) or b"")
    wrapped = keys.wrap(slot.kek, key, "once", purpose, subject.bytes)
    with transaction.atomic():
        cancel_codes(purpose, [subject])
        OneTimeCode.objects.create(
            lookup=slot.lookup, purpose=purpose, subject=subject, wrapped=wrapped, purge_on=until
        )
    return code


@transaction.atomic
def use_code(typed: str, purpose: str) -> Used | None:
    """The key that waits behind a code, which works no more from now on; None when there is none.

    Of two who use it at the same moment one gets the key. In a transaction that fails the code still works.
    """
    code = codes.read_code(typed)
    if code is None:
        return None
    slot = keys.code_slot(secrets(), code)
    waiting = OneTimeCode.objects.select_for_update().filter(
        lookup=slot.lookup, purpose=purpose, purge_on__gte=timezone.localdate()
    )
    row = waiting.first()
    if row is None or not OneTimeCode.objects.filter(pk=row.pk).delete()[0]:
        return None
    try:
        return _unwrap(slot.kek, row)
    except SealBroken:
        return None


def waiting_behind(typed: str, purpose: str) -> Used | None:
    """The key behind a code, which goes on waiting there; None when there is none. One query."""
    code = codes.read_code(typed)
    if code is None:
        return None
    slot = keys.code_slot(secrets(), code)
    waiting = OneTimeCode.objects.filter(lookup=slot.lookup, purpose=purpose, purge_on__gte=timezone.localdate())
    row = waiting.first()
    try:
        return None if row is None else _unwrap(slot.kek, row)
    except SealBroken:
        return None


def _unwrap(kek: bytes, row: OneTimeCode) -> Used:
    context = ("once", row.purpose, row.subject.bytes)
    return Used(row.subject, keys.unwrap(kek, bytes(row.wrapped), *context))


def cancel_codes(purpose: str, subjects: Collection[uuid.UUID]) -> int:
    """Let codes that were not used yet work no more; gives how many there were."""
    return OneTimeCode.objects.filter(purpose=purpose, subject__in=subjects).delete()[0]


def not_used_yet(purpose: str, subjects: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """For which of these a code still waits. One query."""
    waiting = OneTimeCode.objects.filter(purpose=purpose, subject__in=subjects, purge_on__gte=timezone.localdate())
    return set(waiting.values_list("subject", flat=True))


def may_try(address: str) -> bool:
    """Whether one more code may be tried now, from this network and by all together. Counts the try."""
    return TRIES.take() and TRIES_OF_ADDRESS.allow(address)


@daily("codes")
def purge_codes(today: datetime.date) -> int:
    """Delete codes past their day; gives how many."""
    return OneTimeCode.objects.filter(purge_on__lt=today).delete()[0]
