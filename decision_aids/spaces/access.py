"""From a request's cookie to an open space, and back to a cookie.

A cookie that the server does not know is never adopted: it opens nothing and is not set again.
"""

from __future__ import annotations

import base64
import contextlib
import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from decision_aids.spaces.models import Slot, Space
from decision_aids.spaces.use import REMEMBERED_DAYS, Use
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken
from decision_aids.vault.gate import Gate

COOKIE_LENGTH = 43


class SpaceGone(Exception):
    """The space was deleted while this request was on its way."""


@functools.cache
def secrets() -> keys.Secrets:
    """The server's own secrets, which are never in the database."""
    return keys.Secrets(pepper=settings.VAULT_PEPPER, salt=settings.VAULT_SALT)


@functools.cache
def gate() -> Gate:
    """The gate before Argon2, shared by all processes of this machine."""
    return Gate(Path(settings.GATE_DIR))


@dataclass(slots=True)
class OpenSpace:
    """A space that this request holds the key of."""

    space: Space
    key: bytes
    cookie: str
    slot: int
    use: Use

    @property
    def token(self) -> str:
        """What each of her forms carries to show that it came from her own page."""
        return keys.csrf_token(self.cookie)


def cookie_slot(request: HttpRequest) -> keys.Slot | None:
    """Work out which slot the cookie opens; None without a well-formed cookie. Asks no database."""
    cookie = request.COOKIES.get(settings.SPACE_COOKIE_NAME, "")
    if len(cookie) != COOKIE_LENGTH:
        return None
    try:
        return keys.browser_slot(secrets(), cookie)
    except keys.NotAKey:
        return None


def open_slot(request: HttpRequest, kek: bytes, space: Space, row: Mapping[str, Any]) -> OpenSpace | None:
    """Open a space with a slot that was found; None when the slot is over or was tampered with.

    `row` holds the slot's id, wrapped and used. A slot that is over is deleted, and with it the way in. Writes the
    time of use at most every ten minutes, and lets that be when the database is busy: the next page will.
    """
    try:
        key = keys.unwrap(kek, bytes(row["wrapped"]), "slot", space.id.bytes, Slot.Kind.BROWSER.value)
        use = Use.read(keys.unwrap(kek, bytes(row["used"]), "use", space.id.bytes))
    except SealBroken:
        return None
    if use.over:
        with contextlib.suppress(OperationalError):
            Slot.objects.filter(pk=row["id"]).delete()
        return None
    if use.stale:
        with contextlib.suppress(OperationalError):
            extend(space)  # first: the space must not go before its slot
            touched = use.touched()
            Slot.objects.filter(pk=row["id"]).update(
                used=_seal_use(kek, space, touched), purge_on=slot_purge_day(remembered=use.remembered)
            )
            use = touched
    cookie = request.COOKIES[settings.SPACE_COOKIE_NAME]
    return OpenSpace(space, key, cookie, row["id"], use)


def open_space(request: HttpRequest) -> OpenSpace | None:
    """The space that this request's cookie opens, or None. One query."""
    slot = cookie_slot(request)
    if slot is None:
        return None
    row = Slot.objects.browsers().select_related("space").filter(lookup=slot.lookup).first()
    if row is None:
        return None
    found = {"id": row.pk, "wrapped": row.wrapped, "used": row.used}
    return open_slot(request, slot.kek, row.space, found)


def add_browser(space: Space, key: bytes, *, remembered: bool = False) -> OpenSpace:
    """Let one more browser into a space; its cookie is in the result and nowhere on the server."""
    cookie = keys.new_cookie()
    slot = keys.browser_slot(secrets(), cookie)
    use = Use.begin(remembered=remembered)
    row = Slot.objects.create(
        space=space,
        kind=Slot.Kind.BROWSER,
        lookup=slot.lookup,
        wrapped=keys.wrap(slot.kek, key, "slot", space.id.bytes, Slot.Kind.BROWSER.value),
        used=_seal_use(slot.kek, space, use),
        purge_on=slot_purge_day(remembered=remembered),
    )
    return OpenSpace(space, key, cookie, row.pk, use)


def set_cookie(response: HttpResponseBase, opened: OpenSpace) -> None:
    """Hand the browser its cookie: gone when it closes, unless she asked this device to remember."""
    response.set_cookie(
        settings.SPACE_COOKIE_NAME,
        opened.cookie,
        max_age=REMEMBERED_DAYS * 24 * 3600 if opened.use.remembered else None,
        secure=settings.SPACE_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def clear_cookie(response: HttpResponseBase) -> None:
    """Take the cookie out of the browser."""
    response.set_cookie(
        settings.SPACE_COOKIE_NAME,
        "",
        max_age=0,
        expires="Thu, 01 Jan 1970 00:00:00 GMT",
        secure=settings.SPACE_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def slot_purge_day(*, remembered: bool) -> datetime.date:
    """The day after which a slot cannot be in use any more."""
    return timezone.localdate() + datetime.timedelta(days=REMEMBERED_DAYS if remembered else 1)


def extend(space: Space) -> None:
    """Put off the day on which the space is deleted: it counts from the last use."""
    day = timezone.localdate() + datetime.timedelta(days=space.days)
    if day != space.purge_on:
        Space.objects.filter(pk=space.pk).update(purge_on=day)
        space.purge_on = day


def _seal_use(kek: bytes, space: Space, use: Use) -> bytes:
    return keys.wrap(kek, use.pack(), "use", space.id.bytes)


def encode(sealed: bytes) -> str:
    """Sealed bytes as text for a hidden field."""
    return base64.urlsafe_b64encode(sealed).decode()


def decode(text: str) -> bytes:
    """The sealed bytes of a hidden field; raises `SealBroken` for anything that is not one."""
    try:
        return base64.urlsafe_b64decode(text.encode("ascii", "strict"))
    except ValueError as error:
        raise SealBroken("not base64") from error
