"""The pages that say no: each tells in her language what happened, what was kept, and where she can go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from decision_aids.engine.replay import Route
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.frame import journey_frame
from decision_aids.spaces.access import open_space
from decision_aids.spaces.given_back import closed_meanwhile, give_back, typed_texts


def space_closed(request: HttpRequest) -> HttpResponse:
    """No space is open here, or it has no such journey: what she was sending is given back to her."""
    if request.method == "POST":
        return closed_meanwhile(request)
    if open_space(request) is not None:
        return redirect("journeys:home")
    return redirect("spaces:closed")


def no_way(request: HttpRequest, journey: OpenJourney, route: Route) -> HttpResponse:
    """A step that does not exist, or that she cannot see yet or any more: lead to where she is."""
    if request.method == "POST" and typed_texts(request):
        return give_back(
            request,
            because=_("This question is not on your way any more. What you just typed was not kept."),
            status=409,
            ways=[_overview(journey)],
        )
    if request.method == "POST" or route.position is None:
        return redirect("journeys:overview", number=journey.row.number)
    return redirect("journeys:step", number=journey.row.number, step=route.position.short)


def withdrawn(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """The makers took this version back: say why, and that what she wrote is still there.

    What she was typing at that moment is given back. When there is a newer version she is told.
    """
    frame = journey_frame(
        request,
        journey,
        reason=journey.version.withdrawn_reason,
        typed=typed_texts(request) if request.method == "POST" else [],
        newer_url=newer_url(journey),
        back_url=reverse("journeys:home"),
    )
    return render(request, "journeys/withdrawn.html", frame, status=410)


def newer_url(journey: OpenJourney) -> str:
    """The page that offers to move to the newer version, or "" when there is none."""
    return reverse("journeys:newer", kwargs={"number": journey.row.number}) if journey.newer else ""


def _overview(journey: OpenJourney) -> tuple[str, str]:
    return (_("Go to the overview"), reverse("journeys:overview", kwargs={"number": journey.row.number}))
