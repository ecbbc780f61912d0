"""How a view of hers gets the room of its address, and what is said when there is none (any more)."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from decision_aids.sharing.access import room_of
from decision_aids.sharing.models import Reader, Share
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.given_back import give_back, typed_texts
from decision_aids.spaces.guard import View, in_space


def in_room(view: View) -> View:
    """Give a view her space and the room of the address.

    One answer for all rooms that are not there: never hers, over, or taken back in another tab this very moment.
    """

    @in_space
    @functools.wraps(view)
    def opened(request: HttpRequest, space: OpenSpace, short: str, **kwargs: Any) -> HttpResponseBase:
        room = room_of(space, short)
        if room is None:
            return gone(request, space)
        try:
            return view(request, space, room, **kwargs)
        except (Share.DoesNotExist, Reader.DoesNotExist):
            return gone(request, space)

    return opened


def in_talk(view: View) -> View:
    """The same for what only a talk with a team has: wishes, times, a document."""

    @in_room
    @functools.wraps(view)
    def opened(request: HttpRequest, space: OpenSpace, room: Any, **kwargs: Any) -> HttpResponseBase:
        return gone(request, space) if room.share.team is None else view(request, space, room, **kwargs)

    return opened


def gone(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """It is not there any more; what she was sending is given back to her."""
    if request.method == "POST" and typed_texts(request):
        return give_back(
            request,
            because=_("You took this back, or it was deleted. What you just typed was not sent."),
            status=410,
            ways=[(_("To what you shared"), reverse("sharing:list"))],
        )
    return render(request, "sharing/gone.html", page_frame(request, opened), status=404)
