"""What both people see: what is compared, the link, coming in by it, agreeing, the two side by side, stopping."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.comparing import services
from decision_aids.comparing.access import (
    OpenComparison,
    comparison_of,
    exercises_on_her_way,
    her_part,
    journey_for,
    open_side,
    share_of_answer,
    sides_of,
    what_she_saw,
)
from decision_aids.comparing.forms import AgreeForm, LinkForm, ProposeForm
from decision_aids.comparing.sealing import Plan
from decision_aids.flows.offer import switched_off
from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.journeys.frame import journey_frame
from decision_aids.journeys.guard import in_journey
from decision_aids.journeys.services import TooManyJourneys
from decision_aids.journeys.views import STARTS
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.views import SHARES
from decision_aids.spaces.access import OpenSpace, open_space, set_cookie
from decision_aids.spaces.code_page import ShownCode
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import in_space, private
from decision_aids.spaces.once import may_try


def busy_words() -> str:
    """What is said when too much comes in at once."""
    return _("It is very busy right now. Wait half a minute and try again. Nothing is lost.")


@private
@require_http_methods(["GET", "HEAD"])
@in_space
def show_all(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """All that she compares, and the way to begin."""
    frame = page_frame(
        request,
        opened,
        comparisons=[open_side(opened, side) for side in sides_of(opened)],
        journeys=journeys_of(opened),
        kept=opened.space.days > 1,
        overview_url=reverse("journeys:home"),
    )
    return render(request, "comparing/list.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_journey
def choose(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """Choose what to lay side by side, and get the link for the other one."""
    offered = exercises_on_her_way(journey, switched_off(request, journey.stamp))
    if request.method != "POST":
        return _choose_page(request, journey, ProposeForm(offered=offered, initial={"nonce": new_nonce()}))
    form = ProposeForm(request.POST, offered=offered)
    if not form.is_valid():
        return _choose_page(request, journey, form, status=422)
    if not SHARES.take():
        form.add_error(None, busy_words())
        return _choose_page(request, journey, form, status=503)
    chosen = set(form.cleaned_data["answers"])
    items = tuple(item for _chapter, options in offered for item, _label in options if item in chosen)
    plan = Plan(journey.version.flow_key, journey.flow.title, items)
    try:
        side = services.propose(journey.opened, plan, nonce=form.cleaned_data["nonce"])
        return _link_page(request, journey.opened, open_side(journey.opened, side))
    except services.TooMany:
        form.add_error(None, _("You compare with five people already. Stop one of them first."))
        return _choose_page(request, journey, form, status=422)
    except services.ComparisonGone:
        return redirect("comparing:list")


def _choose_page(request: HttpRequest, journey: OpenJourney, form: ProposeForm, *, status: int = 200) -> HttpResponse:
    kept = journey.opened.space.days > 1
    frame = journey_frame(request, journey, form=form, kept=kept, back_url=reverse("comparing:list"))
    response = render(request, "comparing/choose.html", frame, status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def _link_page(request: HttpRequest, opened: OpenSpace, found: OpenComparison) -> HttpResponse:
    """The link and the code, shown this once. Raises `ComparisonGone`."""
    shown = ShownCode.at(request, reverse("comparing:enter"), services.new_link(found.side, found.key))
    frame = page_frame(request, opened, found=found, shown=shown, days=services.LINK_DAYS)
    return render(request, "comparing/link.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code and use it. A link carries it behind its #, which no server sees; without JavaScript it is typed."""
    if request.method != "POST":
        return _enter_page(request, LinkForm())
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _enter_page(request, form, status=422)
    opened = open_space(request)
    if not may_try(request.META.get("REMOTE_ADDR", "")) or (opened is None and not STARTS.take()):
        form.add_error(None, busy_words())
        return _enter_page(request, form, status=503)
    refused = ""
    try:
        entrance = services.come_in(form.cleaned_data["code"], opened, get_language() or "")
    except services.OwnLink:
        refused = _("This is a link that you made yourself. It is for the other one. It still works.")
    except services.AidGone:
        refused = _("What you would do together is not on this site now. The code still works.")
    except (services.TooMany, TooManyJourneys):
        refused = _("There is no room for more in your space. Stop or delete something first. The code still works.")
    else:
        if entrance is not None:
            # With a place of its own in the address: a browser would otherwise carry the code of the link along.
            response = redirect(f"{reverse('comparing:one', args=[entrance[1].comparison.short])}#content")
            if opened is None:
                set_cookie(response, entrance[0])
            return response
        refused = _(
            "This code opens nothing now. A code works once, and until a day. Perhaps it was used, or taken back."
            " Look at each sign, or ask for a new code."
        )
    form.add_error("code", refused)
    return _enter_page(request, form, status=422)


def _enter_page(request: HttpRequest, form: LinkForm, *, status: int = 200) -> HttpResponse:
    response = render(request, "comparing/enter.html", page_frame(request, form=form), status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def hers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give a view her space and the comparison of the address; where it is not there (any more), say so and nothing else.

    One answer for all: never made, stopped by either of the two, or over.
    """

    @private
    @require_http_methods(["GET", "HEAD", "POST"])
    @in_space
    def found(request: HttpRequest, opened: OpenSpace, short: str) -> HttpResponse:
        comparison = comparison_of(opened, short)
        if comparison is None:
            return gone(request, opened)
        try:
            return view(request, opened, comparison)
        except services.ComparisonGone:
            return gone(request, opened)

    return found


def gone(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """It is not there any more."""
    frame = page_frame(request, opened, overview_url=reverse("journeys:home"))
    return render(request, "comparing/gone.html", frame, status=404)


def _frame(request: HttpRequest, opened: OpenSpace, found: OpenComparison, **context: Any) -> dict[str, Any]:
    return page_frame(
        request,
        opened,
        found=found,
        kept=opened.space.days > 1,
        overview_url=reverse("journeys:home"),
        **context,
    )


@hers
def show_one(request: HttpRequest, opened: OpenSpace, found: OpenComparison) -> HttpResponse:
    """Where it stands for her: to do, agreed, or both side by side."""
    services.note_use(found.side, opened)
    journey = journey_for(found.plan, journeys_of(opened))
    rows = her_part(found.plan, journey, switched_off(request, journey.stamp)) if journey is not None else []
    frame = _frame(
        request,
        opened,
        found,
        rows=rows,
        answered=any(row["answer"] for row in rows),
        journey=journey,
        pairs=found.laid_side_by_side(),
        back_url=reverse("comparing:list"),
    )
    return render(request, "comparing/one.html", frame)


@hers
def show_and_agree(request: HttpRequest, opened: OpenSpace, found: OpenComparison) -> HttpResponse:
    """Exactly what the other one would read; a post agrees to what she ticked of it."""
    journey = journey_for(found.plan, journeys_of(opened))
    if journey is None:
        return redirect("comparing:one", short=found.comparison.short)
    rows = her_part(found.plan, journey, switched_off(request, journey.stamp))
    answered = [row for row in rows if row["answer"] is not None]
    seen, items = what_she_saw(rows), [row["item"] for row in answered]
    if request.method != "POST":
        return _agree_page(request, opened, found, AgreeForm(items=items), answered, seen)
    form = AgreeForm(request.POST, items=items)
    if not form.is_valid():
        return _agree_page(request, opened, found, form, answered, seen, status=422)
    if form.cleaned_data["seen"] != seen:
        changed = _("Your answers were changed in another tab. Look at them once more, please.")
        form.add_error(None, changed)
        return _agree_page(request, opened, found, form, answered, seen, status=409)
    shown = [share_of_answer(journey, row["answer"]) for row in answered if row["item"] in form.cleaned_data["show"]]
    services.agree(found.side, found.key, shown)
    return redirect("comparing:one", short=found.comparison.short)


def _agree_page(
    request: HttpRequest,
    opened: OpenSpace,
    found: OpenComparison,
    form: AgreeForm,
    answered: list[dict[str, Any]],
    seen: str,
    *,
    status: int = 200,
) -> HttpResponse:
    ticked = set(form["show"].value() or ())
    for row in answered:
        row["ticked"] = row["item"] in ticked
    back = reverse("comparing:one", kwargs={"short": found.comparison.short})
    frame = _frame(request, opened, found, form=form, answered=answered, seen=seen, back_url=back)
    return render(request, "comparing/agree.html", frame, status=status)


@hers
def make_link(request: HttpRequest, opened: OpenSpace, found: OpenComparison) -> HttpResponse:
    """A new link in place of the earlier one; only who made the first can make it."""
    short = found.comparison.short
    if request.method != "POST" or found.side.place != found.side.Place.FIRST:
        return redirect("comparing:one", short=short)
    return _link_page(request, opened, found)


@hers
def stop_comparing(request: HttpRequest, opened: OpenSpace, found: OpenComparison) -> HttpResponse:
    """Ask once, then end it for both."""
    if request.method == "POST":
        services.stop(found.comparison)
        return redirect("comparing:list")
    back = reverse("comparing:one", kwargs={"short": found.comparison.short})
    return render(request, "comparing/stop.html", _frame(request, opened, found, back_url=back))
