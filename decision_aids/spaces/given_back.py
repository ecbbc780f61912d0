"""When what she sent could not be kept, she gets it back: nothing that somebody typed just disappears."""

from __future__ import annotations

import re
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from decision_aids.spaces.frame import bare_frame, page_frame

OURS = frozenset({"token", "base", "go", "replied", "offer", "exit", "sealed", "nonce", "again", "slot", "mark"})
CHOSEN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}\S*|-?\d+|on|[0-9a-f]{32}")
"""What a choice, a scale or a tick sends: a name of ours, not a word of hers."""
LINES = re.compile(r"\[\[[\d,\[\]]*\]")
"""What a sheet to draw on sends."""


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts in a form that was sent, each once and in order, without ids and numbers that our own choices send."""
    texts = (
        value.strip()
        for name, values in request.POST.lists()
        if name not in OURS
        for value in values
        if value.strip() and not CHOSEN.fullmatch(value.strip()) and not LINES.fullmatch(value.strip())
    )
    return list(dict.fromkeys(texts))


def _sent_more_than_words(request: HttpRequest) -> bool:
    """Whether there was a sound in the form, or a drawing."""
    drawn = (LINES.fullmatch(value) for _name, values in request.POST.lists() for value in values)
    return any(request.FILES.values()) or any(drawn)


def give_back(
    request: HttpRequest, *, because: str, status: int, ways: list[tuple[str, str]] | None = None, again: bool = False
) -> HttpResponse:
    """Say that it was not saved and why, and show what she typed.

    `ways` are the places to go on to, (label, address). With `again` one button sends the same form once more. Needs
    no database: that may be what is the matter.
    """
    context: dict[str, Any] = {
        "because": because,
        "typed": typed_texts(request),
        "more_than_words": _sent_more_than_words(request),
        "ways": [{"label": label, "href": href} for label, href in ways or ()],
        "fields": [(name, value) for name, values in request.POST.lists() for value in values] if again else [],
    }
    try:
        frame = page_frame(request, **context)
    except DatabaseError:
        frame = bare_frame(**context)
    response = render(request, "spaces/not_saved.html", frame, status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def closed_meanwhile(request: HttpRequest) -> HttpResponse:
    """Her space was closed before this was sent."""
    return give_back(
        request,
        because=_("Your space was closed in the meantime. What you just typed was not kept."),
        status=410,
        ways=[(_("Go on with my seven words"), reverse("spaces:return")), (_("Go to the first page"), "/")],
    )


def another_space(request: HttpRequest) -> HttpResponse:
    """This page belongs to a space that was open here before, not to the one that is open now."""
    return give_back(
        request,
        because=_("This page is from before. Another space is open now. What you just typed was not kept."),
        status=403,
        ways=[(_("Go to your space"), reverse("journeys:home")), (_("Go to the first page"), "/")],
    )


def busy(request: HttpRequest) -> HttpResponse:
    """The database did not answer in time."""
    return give_back(
        request,
        because=_("It is very busy right now, so this was not saved. Wait a moment and try again."),
        status=503,
        again=True,
    )
