"""The desk, unlocked: a helper's key in a second cookie, for as long as she keeps working."""

from __future__ import annotations

import datetime
import struct
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk.models import DeskSlot
from decision_aids.spaces.access import secrets
from decision_aids.spaces.purging import daily
from decision_aids.spaces.use import minute
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken

IDLE_MINUTES = 15
_MINUTE = struct.Struct(">Q24x")


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that this request holds the key of."""

    user: User
    secret: bytes
    slot: int


def open_desk(request: HttpRequest) -> OpenDesk | None:
    """The desk of the signed-in helper, or None when it is locked: never opened, or idle for 15 minutes."""
    slot = _cookie_slot(request)
    if slot is None or not request.user.is_authenticated:
        return None
    user: Any = request.user
    row = DeskSlot.objects.filter(lookup=slot.lookup, user=user).first()
    if row is None:
        return None
    try:
        secret = keys.unwrap(slot.kek, bytes(row.wrapped), "desk", user.pk)
        (used,) = _MINUTE.unpack(keys.unwrap(slot.kek, bytes(row.used), "desk use", user.pk))
    except SealBroken:
        return None
    now = minute()
    if now - used >= IDLE_MINUTES:
        DeskSlot.objects.filter(pk=row.pk).delete()
        return None
    if now != used:
        DeskSlot.objects.filter(pk=row.pk).update(used=_seal_use(slot.kek, user))
    return OpenDesk(user, secret, row.pk)


def make_slot(user: User, secret: bytes) -> tuple[OpenDesk, str]:
    """An open desk, and the cookie that keeps it open."""
    cookie = keys.new_cookie()
    slot = keys.desk_slot(secrets(), cookie)
    row = DeskSlot.objects.create(
        user=user,
        lookup=slot.lookup,
        wrapped=keys.wrap(slot.kek, secret, "desk", user.pk),
        used=_seal_use(slot.kek, user),
        purge_on=timezone.localdate() + datetime.timedelta(days=1),
    )
    return OpenDesk(user, secret, row.pk), cookie


def set_cookie(response: HttpResponseBase, cookie: str) -> None:
    """Leave the desk open in this browser. The cookie goes when the browser closes."""
    response.set_cookie(
        settings.DESK_COOKIE_NAME,
        cookie,
        secure=settings.DESK_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def lock_slot(request: HttpRequest) -> None:
    """Shut the desk that this browser's cookie opens; the cookie itself is worth nothing from now on."""
    slot = _cookie_slot(request)
    if slot is not None:
        DeskSlot.objects.filter(lookup=slot.lookup).delete()


@daily("desks")
def purge_desks(today: datetime.date) -> int:
    """Delete what is left of desks that were never locked; gives how many."""
    return DeskSlot.objects.filter(purge_on__lt=today).delete()[0]


def lock_desk(request: HttpRequest, response: HttpResponseBase) -> None:
    """Lock the desk in this browser at once."""
    lock_slot(request)
    response.set_cookie(
        settings.DESK_COOKIE_NAME,
        "",
        max_age=0,
        expires="Thu, 01 Jan 1970 00:00:00 GMT",
        secure=settings.DESK_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def _cookie_slot(request: HttpRequest) -> keys.Slot | None:
    try:
        return keys.desk_slot(secrets(), request.COOKIES.get(settings.DESK_COOKIE_NAME, ""))
    except keys.NotAKey:
        return None


def _seal_use(kek: bytes, user: User) -> bytes:
    return keys.wrap(kek, _MINUTE.pack(minute()), "desk use", user.pk)
