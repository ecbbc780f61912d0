"""The pages that say no: each tells in her language what happened, what was kept, and where she can go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from decision_aids.engine.replay import Route
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.frame import journey_frame
from decision_aids.spaces.access import open_space
from decision_aids.spaces.frame import page_frame

OURS = ("token", "base", "go", "replied", "offer", "exit")


def space_closed(request: HttpRequest) -> HttpResponse:
    """No space is open here, or it has no such journey."""
    if open_space(request) is not None:
        return redirect("journeys:home")
    return redirect("spaces:closed")


def not_saved(request: HttpRequest) -> HttpResponse:
    """Her space was closed in the meantime: give what she typed back to her, since it was not kept."""
    typed = [
        value
        for name, values in request.POST.lists()
        if name not in OURS
        for value in values
        if len(value.split()) > 1 or len(value) > 20
    ]
    return render(request, "journeys/not_saved.html", page_frame(request, typed=typed), status=410)


def no_way(request: HttpRequest, journey: OpenJourney, route: Route) -> HttpResponse:
    """A step that does not exist, or that she cannot see yet or any more: lead to where she is."""
    if request.method == "POST" or route.position is None:
        return redirect("journeys:overview", number=journey.row.number)
    return redirect("journeys:step", number=journey.row.number, step=route.position.short)


def withdrawn(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """The makers took this version back: say why, and that what she wrote is still there."""
    frame = journey_frame(
        request,
        journey,
        reason=journey.version.withdrawn_reason,
        back_url=reverse("journeys:home"),
    )
    return render(request, "journeys/withdrawn.html", frame, status=410)
