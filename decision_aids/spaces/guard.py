"""What every view of hers goes through: who may post, what is said when it fails, and what nobody may keep."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt

from cms.base.errors import error_page
from decision_aids.spaces import given_back
from decision_aids.spaces.access import OpenSpace, SpaceGone, open_space
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken

View = Callable[..., HttpResponseBase]
logger = logging.getLogger(__name__)

NOT_LIKE_THIS = (
    gettext_noop("This cannot be opened like this"),
    gettext_noop("Go back and use the buttons on the page. Nothing was changed."),
)
DAMAGED = (
    gettext_noop("This cannot be opened any more"),
    gettext_noop("What is kept here is damaged. It is our fault, not yours. Go back to the start."),
)


class NotFromThisSpace(PermissionDenied):
    """A form that came from a page of another space than the one that is open."""


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a form was sent from our own page, by what the browser says and nobody else can set.

    Stands in for a CSRF cookie, which a public page may not have: it keeps others from putting her in a space of
    theirs, or sending her away from her own.
    """
    fetched_from = request.META.get("HTTP_SEC_FETCH_SITE")
    if fetched_from is not None:
        return fetched_from == "same-origin"
    origin = request.META.get("HTTP_ORIGIN")
    if origin is None:
        return False
    try:
        sent_from = urlsplit(origin)
    except ValueError:  # "http://[" is no address at all
        return False
    return (sent_from.scheme, sent_from.netloc) == (request.scheme, request.get_host())


def check_token(request: HttpRequest, opened: OpenSpace) -> None:
    """Raise `NotFromThisSpace` unless the form came from a page of this very space."""
    if not keys.csrf_matches(opened.cookie, request.POST.get("token", "")):
        raise NotFromThisSpace


def private(view: View) -> View:
    """Mark a view as hers: no post from elsewhere, and nothing that she typed lost.

    That nobody keeps or indexes it is written by `cms.base.headers`, for every answer in her zone.
    """

    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") and not is_same_origin(request):
            raise PermissionDenied
        return _answer(view, request, *args, **kwargs)

    return guarded


def in_space(view: View) -> View:
    """Give a view the space that this request opens, once a form is known to come from a page of that very space.

    Where none is open she is led to the page that says so; a text that she was sending is given back to her.
    """

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        space = open_space(request)
        if space is None:
            wrote = request.method == "POST" and given_back.typed_texts(request)
            return given_back.closed_meanwhile(request) if wrote else redirect("spaces:closed")
        if request.method == "POST":
            check_token(request, space)
        return view(request, space, *args, **kwargs)

    return opened


def posted_only(back: str) -> Callable[[View], View]:
    """Take only what a form sends; who opens the address by itself is led to the page that the form stands on."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in ("GET", "HEAD"):
                return redirect(back)
            if request.method != "POST":
                return error_page(request, 405, NOT_LIKE_THIS)
            return view(request, *args, **kwargs)

        return posted

    return decorate


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Give the view's answer, or the page that says in her language why there is none."""
    posted = request.method == "POST"
    try:
        response = view(request, *args, **kwargs)
    except NotFromThisSpace:
        return given_back.another_space(request)
    except SpaceGone:
        return given_back.closed_meanwhile(request) if posted else redirect("spaces:closed")
    except SealBroken:
        logger.exception("Something sealed does not open")
        return error_page(request, 500, DAMAGED)
    except (OperationalError, InterfaceError):
        if not posted:
            raise
        logger.exception("The database did not answer in time")
        return given_back.busy(request)
    if response.status_code == 405:
        allowed = response.headers.get("Allow", "")
        response = error_page(request, 405, NOT_LIKE_THIS)
        response.headers["Allow"] = allowed
    return response
