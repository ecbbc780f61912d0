"""How a view of hers gets the journey of its address."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from decision_aids.journeys.access import open_journey
from decision_aids.journeys.refusals import space_closed
from decision_aids.spaces.guard import View, check_token


def in_journey(view: View) -> View:
    """Give a view the journey of that number, once a form is known to come from a page of her space. One query."""

    @functools.wraps(view)
    def opened(request: HttpRequest, number: int, **kwargs: Any) -> HttpResponseBase:
        journey = open_journey(request, number)
        if journey is None:
            return space_closed(request)
        if request.method == "POST":
            check_token(request, journey.opened)
        return view(request, journey, **kwargs)

    return opened
