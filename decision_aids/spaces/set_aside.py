"""Pages that answer a form, put aside under lock for the address that she is sent on to.

A browser writes to its disk what was sent to the page it shows. So a page that answers a form is never shown as that answer:
it is sealed here, and she is led to an address that gives it. The key is made of a token in that address and of
her cookies; without those (on another device, after the exit) the address gives nothing.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from cms.base.passing import PassingCache
from decision_aids.spaces.access import COOKIE_LENGTH, open_space, secrets
from decision_aids.spaces.purging import daily
from decision_aids.spaces.use import IDLE_MINUTES
from decision_aids.vault import crypto, keys

logger = logging.getLogger(__name__)

AGAIN = "again"
UNBOUND_MINUTES = 10  # for a page that nothing open guards; it is given once

doors: dict[str, Callable[[HttpRequest], bool]] = {"SPACE_COOKIE_NAME": lambda request: open_space(request) is not None}
"""By the setting with a cookie's name: whether what that cookie opens is open here. Other rooms add theirs."""


class SeeOther(HttpResponseRedirect):
    """A redirect that makes of every form a plain visit."""

    status_code = 303


def put_aside(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Seal a page and lead to the address that gives it; gives the page itself when it cannot be kept anywhere.

    The cookies that the page sets or clears go along with the answer, and count for who may open the page.
    """
    token = keys.cookie_of(crypto.new_id())
    cookies = request.COOKIES | {name: morsel.value for name, morsel in page.cookies.items()}
    try:
        guarded = [door for door in doors if getattr(settings, door) not in page.cookies and _is_open(door, request)]
        head = {"status": page.status_code, "headers": list(page.items()), "guarded": guarded}
        slot = _slot(token, cookies)
        sealed = crypto.seal(slot.kek, json.dumps(head).encode() + b"\n" + page.content, "aside", request.path_info)
        minutes = IDLE_MINUTES if guarded else UNBOUND_MINUTES
        caches["aside"].set(slot.lookup.hex(), sealed, minutes * 60)
    except Exception:
        logger.exception("A page could not be put aside")
        return page
    answer = SeeOther(f"{request.path}?{urlencode({AGAIN: token})}")
    answer.cookies = page.cookies
    return answer


def take_again(request: HttpRequest) -> HttpResponse | None:
    """The page that an address gives, or None: it is over, it was given, or it is not for this browser.

    One that something open guards is given as long as all that was open is open here; any other one once.
    """
    slot = _slot(request.GET.get(AGAIN, ""), request.COOKIES)
    cache, name = caches["aside"], slot.lookup.hex()
    sealed = cache.get(name)
    if sealed is None:
        return None
    try:
        head, content = crypto.open_sealed(slot.kek, sealed, "aside", request.path_info).split(b"\n", 1)
    except crypto.SealBroken:
        return None
    told = json.loads(head)
    shut = not all(doors[door](request) for door in told["guarded"])
    if (shut or not told["guarded"]) and (not cache.delete(name) or shut):
        return None
    page = HttpResponse(content, status=told["status"])
    for header, value in told["headers"]:
        page.headers[header] = value
    return page


def let_go(request: HttpRequest) -> None:
    """Forget the page that a form stood on, now that the form has its answer."""
    caches["aside"].delete(_slot(request.GET.get(AGAIN, ""), request.COOKIES).lookup.hex())


@daily("pages put aside")
def sweep(_today: object) -> int:
    """Delete what lies there past its time. Redis does so by itself."""
    cache = caches["aside"]
    return cache.sweep() if isinstance(cache, PassingCache) else 0


def _is_open(door: str, request: HttpRequest) -> bool:
    """Whether it is open here; not, as far as anybody can tell, when the database does not answer."""
    try:
        return doors[door](request)
    except DatabaseError:
        return False


def _slot(token: str, cookies: Mapping[str, str]) -> keys.Slot:
    hers = [cookies.get(getattr(settings, door), "") for door in sorted(doors)]
    known = [cookie if len(cookie) == COOKIE_LENGTH else "" for cookie in hers]
    return keys.aside_slot(secrets(), token, ";".join(known))
