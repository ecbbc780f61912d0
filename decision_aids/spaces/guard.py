"""What every view of hers goes through: who may post, and what no browser or proxy may keep."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from decision_aids.spaces.access import OpenSpace
from decision_aids.vault import keys

View = Callable[..., HttpResponseBase]


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a form was sent from our own page, by what the browser says and nobody else can set.

    Stands in for a CSRF cookie, which a public page may not have: it keeps others from putting her in a space of
    theirs, or sending her away from her own.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    sent_from = urlsplit(origin)
    return (sent_from.scheme, sent_from.netloc) == (request.scheme, request.get_host())


def check_token(request: HttpRequest, opened: OpenSpace) -> None:
    """Raise `PermissionDenied` unless the form came from a page of this very space."""
    if not keys.csrf_matches(opened.cookie, request.POST.get("token", "")):
        raise PermissionDenied


def private(view: View) -> View:
    """Mark a view as hers: no copy anywhere, no index, and no post from elsewhere."""

    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") and not is_same_origin(request):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return guarded
