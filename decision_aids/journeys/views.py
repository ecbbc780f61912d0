"""Her journeys: starting one, leaving at once, the overview, and reading everything back."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from decision_aids.flows.services import find_start
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.journeys.frame import journey_frame
from decision_aids.journeys.guard import in_journey
from decision_aids.journeys.moving import OfferChanged, move, offer_of
from decision_aids.journeys.pdf import make_pdf
from decision_aids.journeys.reading import answers_of, overview_of, step_url
from decision_aids.journeys.refusals import newer_url
from decision_aids.journeys.services import ChangedElsewhere, TooManyJourneys, start_journey
from decision_aids.spaces import services as spaces
from decision_aids.spaces.access import clear_cookie, open_space, set_cookie
from decision_aids.spaces.database import in_a_hurry
from decision_aids.spaces.frame import bare_frame, count_news, page_frame
from decision_aids.spaces.guard import posted_only, private
from decision_aids.vault.limits import TokenBucket

logger = logging.getLogger(__name__)

STARTS = TokenBucket(per_minute=120, burst=120)

leavings: list[Callable[[HttpRequest, HttpResponse], None]] = []
"""What else is open in this browser and has to be shut when somebody leaves."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Her space: its journeys. A post is the exit button, which leaves no row in the browser's history."""
    if request.method == "POST":
        return leave(request)
    opened = open_space(request)
    if opened is None:
        return redirect("spaces:closed")
    journeys = journeys_of(opened)
    if len(journeys) == 1:
        return redirect("journeys:overview", number=journeys[0].row.number)
    return render(
        request, "journeys/home.html", page_frame(request, opened, journeys=journeys, ask_count=count_news(opened))
    )


def leave(request: HttpRequest) -> HttpResponse:
    """Shut the space in this browser and go to a neutral site.

    Answers 200 with a page that moves on by itself: a redirect to another site is stopped by the form policy in
    Chromium, and only a cookie that is gone keeps Back from showing the page again. She gets away whatever the
    database does: without the cookie nobody can open the slot, and it closes by itself.
    """
    frame = bare_frame()
    try:
        with in_a_hurry():
            frame = page_frame(request)
            opened = open_space(request)
            if opened is not None:
                spaces.leave_space(opened)
    except DatabaseError:
        logger.exception("A slot could not be ended on leaving")
    response = render(request, "journeys/left.html", frame)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    clear_cookie(response)
    for shut in leavings:
        shut(request, response)
    return response


@private
@posted_only("journeys:home")
def start(request: HttpRequest) -> HttpResponse:
    """Begin a decision aid: only now is anything stored, and only now does she get a cookie."""
    version = _version_to_start(request.POST.get("aid", ""))
    if version is None:
        return render(request, "journeys/not_there.html", page_frame(request), status=410)
    opened = open_space(request)
    if opened is None and not STARTS.take():
        response = render(request, "journeys/busy.html", page_frame(request), status=503)
        response.headers["Retry-After"] = "30"
        return response
    try:
        with transaction.atomic():  # no space without a journey
            journey = start_journey(opened or spaces.start_space(), version)
    except TooManyJourneys:
        return redirect("journeys:home")
    response = redirect(_where_to_go_on(journey))
    if opened is None:
        set_cookie(response, journey.opened)
    return response


def _version_to_start(aid: str) -> FlowVersion | None:
    """The version to start with in her language, or None for an aid that is not there."""
    try:
        key = uuid.UUID(aid)
    except ValueError:
        return None
    return find_start(key, get_language() or "")


def _where_to_go_on(journey: OpenJourney) -> str:
    position = journey.route.position
    if position is None or journey.withdrawn:
        return reverse("journeys:overview", kwargs={"number": journey.row.number})
    return step_url(journey, position)


@private
@require_http_methods(["GET", "HEAD"])
@in_journey
def overview(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """Every chapter with done, begun or not yet, from which she can go anywhere that is open."""
    frame = journey_frame(
        request,
        journey,
        chapters=overview_of(journey),
        go_on_url="" if journey.withdrawn else _where_to_go_on(journey),
        position=journey.route.position,
        ask_count=count_news(journey.opened),
        withdrawn=journey.withdrawn,
        newer_url=newer_url(journey),
    )
    return render(request, "journeys/overview.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_journey
def newer(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """What moving to the newer version would mean; a post moves, when she has seen just that."""
    number, changed = journey.row.number, False
    if request.method == "POST":
        try:
            move(journey, request.POST.get("mark", ""))
        except (OfferChanged, ChangedElsewhere):
            changed = True
        else:
            return redirect("journeys:overview", number=number)
    offer = offer_of(journey)
    if offer is None:
        return redirect("journeys:overview", number=number)
    back = reverse("journeys:overview", kwargs={"number": number})
    frame = journey_frame(request, journey, offer=offer, changed=changed, back_url=back)
    return render(request, "journeys/newer.html", frame, status=409 if changed else 200)


@private
@require_http_methods(["GET", "HEAD"])
@in_journey
def read_back(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """Everything she gave, in one place."""
    frame = journey_frame(
        request,
        journey,
        chapters=answers_of(journey),
        go_on_url=_where_to_go_on(journey) if journey.route.position and not journey.withdrawn else "",
        pdf_url=reverse("journeys:pdf", kwargs={"number": journey.row.number}),
        back_url=reverse("journeys:overview", kwargs={"number": journey.row.number}),
    )
    return render(request, "journeys/read.html", frame)


@private
@require_http_methods(["GET", "HEAD"])
@in_journey
def read_back_pdf(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """The same as a file with a neutral name, made in memory."""
    chapters = answers_of(journey, "print")
    if not chapters:
        raise Http404
    html = render_to_string("journeys/pdf.html", journey_frame(request, journey, chapters=chapters))
    response = HttpResponse(make_pdf(html), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="document.pdf"'
    return response
