"""Answers public pages from memory, first of all and without asking the database, for as long as nothing was published.

A public page is the same for everyone, so its bytes are kept whole: in the process, and in the database for the
other processes. Both are good for as long as the stamp "live" has the number under which they were made, on the day on
which they were made (a fact is hidden from a certain day on), and for the release that made them.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import CharField, F, FilteredRelation, Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase, ResponseHeaders
from django.utils import timezone

from cms.base import stamps
from cms.base.models import KeptPage, Stamp
from cms.base.prepared import Blank, Prepared
from cms.base.release import this_release
from cms.base.zones import Zone, zone_of

LARGEST = 512 * 1024  # bytes of one page
ROOM = 16 * 1024 * 1024  # bytes of all pages in one process
LEFT_OUT = {"content-length", "content-encoding", "etag", "date", "connection"}


FIND = Prepared(
    lambda: (
        Stamp.objects.filter(name=stamps.LIVE)
        .annotate(
            kept=FilteredRelation("pages", condition=Q(pages__key=Blank("key", CharField()), pages__number=F("number")))
        )
        .values_list("number", "kept__headers", "kept__body", "kept__packed")
    )
)


class KeptHeaders(ResponseHeaders):
    """Headers that are known to be in order, so that they need not be checked and encoded again each time."""

    def __init__(self, store: Mapping[str, tuple[str, str]]) -> None:
        self._store = dict(store)


class Kept:
    """One page: its bytes, plain and packed, and the headers of each."""

    __slots__ = ("headers", "number", "packed", "packed_headers", "plain", "plain_headers", "tag")

    def __init__(self, number: int, headers: Mapping[str, str], plain: bytes, packed: bytes) -> None:
        self.number, self.headers, self.plain, self.packed = number, dict(headers), plain, packed
        self.tag = f'W/"{hashlib.blake2b(plain, digest_size=12).hexdigest()}"'
        common = {**headers, "ETag": self.tag, "Vary": "Accept-Encoding"}
        self.plain_headers = _stored({**common, "Content-Length": str(len(plain))})
        self.packed_headers = _stored({**common, "Content-Length": str(len(packed)), "Content-Encoding": "gzip"})

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)

    def response(self, meta: Mapping[str, Any]) -> HttpResponseBase:
        """Give the page as this browser takes it, or the word that it has it already."""
        if meta.get("HTTP_IF_NONE_MATCH") == self.tag:
            response: HttpResponse = HttpResponseNotModified()
            response.headers = KeptHeaders(
                {
                    name: pair
                    for name, pair in self.plain_headers.items()
                    if name not in ("content-length", "content-type")
                }
            )
        elif "gzip" in meta.get("HTTP_ACCEPT_ENCODING", ""):
            response = HttpResponse(self.packed)
            response.headers = KeptHeaders(self.packed_headers)
        else:
            response = HttpResponse(self.plain)
            response.headers = KeptHeaders(self.plain_headers)
        return response


class PageCacheMiddleware:
    """The first middleware of all. Other addresses, and staff who are signed in, pass it by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.staff_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self.release = this_release()
        self.day = timezone.localdate()
        self.pages: dict[str, Kept] = {}
        self.size = 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if (
            meta["REQUEST_METHOD"] != "GET"
            or meta.get("QUERY_STRING")
            or self.staff_cookie in meta.get("HTTP_COOKIE", "")
            or hasattr(request, "is_dummy")
        ):
            return self.get_response(request)
        key = f"{request.scheme}://{meta.get('HTTP_HOST', '')}{request.path_info}"
        page = self.pages.get(key)
        number = stamps.known(stamps.LIVE)
        if page is not None and page.number == number:
            return page.response(meta)
        if zone_of(request.path_info) is not Zone.PUBLIC:
            return self.get_response(request)
        page, number = self._look_up(key, page)
        if page is not None:
            return page.response(meta)
        return self._render(request, key, number)

    def _look_up(self, key: str, page: Kept | None) -> tuple[Kept | None, int | None]:
        """Give the page if it is still good, from memory or from the database, and the number of today: one query.

        While the database does not answer, what is in memory is good enough.
        """
        if self.day != timezone.localdate():
            self._begin_day()
            page = None
        digest = self._digest(key)
        try:
            row = FIND.first(key=digest)
        except DatabaseError:
            return page, None
        if row is None:
            return None, None
        number, headers, body, packed = row
        stamps.remember(stamps.LIVE, number)
        if page is not None and page.number == number:
            return page, number
        if headers is None:
            return None, number
        page = Kept(number, headers, bytes(body), bytes(packed))
        self._keep(key, page)
        return page, number

    def _render(self, request: HttpRequest, key: str, number: int | None) -> HttpResponseBase:
        """Make the page, and keep it when everyone would get the same."""
        accepted = request.META.pop("HTTP_ACCEPT_ENCODING", None)  # nobody further in is to pack it
        response = self.get_response(request)
        if accepted is not None:
            request.META["HTTP_ACCEPT_ENCODING"] = accepted
        if number is None or not _same_for_all(response):
            return response
        headers = {name: value for name, value in response.items() if name.lower() not in LEFT_OUT | {"vary"}}
        page = Kept(number, headers, response.content, gzip.compress(response.content, 9, mtime=0))
        self._keep(key, page)
        self._store(key, page)
        return page.response(request.META)

    def _begin_day(self) -> None:
        """Forget all pages of the day before, here and in the database."""
        self.day, self.pages, self.size = timezone.localdate(), {}, 0
        with suppress(DatabaseError):
            KeptPage.objects.all().delete()

    def _digest(self, key: str) -> str:
        """Name a page in the database: its address, the day, and the release that made it."""
        return hashlib.sha256(f"{key} {self.day} {self.release}".encode()).hexdigest()

    def _keep(self, key: str, page: Kept) -> None:
        """Keep the page in memory; when there is no more room, begin again with this one."""
        if self.size + page.size > ROOM:
            self.pages, self.size = {}, 0
        replaced = self.pages.get(key)
        self.size += page.size - (replaced.size if replaced else 0)
        self.pages[key] = page

    def _store(self, key: str, page: Kept) -> None:
        """Keep the page for the other processes. That may fail: it only costs them the time to make it."""
        digest = self._digest(key)
        values = {"number": page.number, "headers": page.headers, "body": page.plain, "packed": page.packed}
        try:
            if not KeptPage.objects.filter(key=digest).update(**values):
                KeptPage.objects.create(key=digest, stamp_id=stamps.LIVE, **values)
        except DatabaseError:
            return


def _same_for_all(response: HttpResponseBase) -> bool:
    """Say whether this answer is a whole page that holds nothing of the one who asked for it."""
    varies = {part.strip().lower() for part in response.get("Vary", "").split(",") if part.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Set-Cookie" not in response
        and "Content-Encoding" not in response
        and varies <= {"accept-encoding"}
        and response.get("Content-Type", "").startswith("text/html")
        and not any(word in response.get("Cache-Control", "") for word in ("no-store", "private"))
        and len(response.content) <= LARGEST
    )


def _stored(headers: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name.lower(): (name, value) for name, value in headers.items()}
