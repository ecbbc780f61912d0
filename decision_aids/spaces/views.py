"""Her space itself: coming back with the words, keeping it, other devices, deleting it."""

from __future__ import annotations

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.spaces import services
from decision_aids.spaces.access import (
    OpenSpace,
    clear_cookie,
    decode,
    encode,
    extend,
    open_space,
    set_cookie,
)
from decision_aids.spaces.forms import ConfirmForm, DaysForm, ReturnForm
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import check_token, in_space, posted_only, private
from decision_aids.vault import keys, phrase
from decision_aids.vault.crypto import SealBroken, open_sealed, seal
from decision_aids.vault.gate import Busy
from decision_aids.vault.limits import AddressLimit, TokenBucket

RETURNS = TokenBucket(per_minute=60, burst=30)
RETURNS_OF_ADDRESS = AddressLimit(per_hour=60)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def return_to_space(request: HttpRequest) -> HttpResponse:
    """Open a space again with its seven words."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    before = open_space(request)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not RETURNS.take() or not RETURNS_OF_ADDRESS.allow(request.META.get("REMOTE_ADDR", "")):
            return _busy(request, form)
        try:
            opened = services.reopen_space(form.reading.candidates, remembered=form.cleaned_data["remember"])
        except Busy:
            return _busy(request, form)
        if opened is not None:
            if before is not None:
                services.leave_space(before)
            response = redirect("journeys:home")
            set_cookie(response, opened)
            return response
        form.add_error("words", _("We cannot find a space with these words. Look at each word and its place."))
    if form.is_bound and form.errors:
        status = 422
    closing = before is not None and before.space.days == services.UNKEPT_DAYS
    return render(request, "spaces/return.html", page_frame(request, form=form, closing=closing), status=status)


def _busy(request: HttpRequest, form: ReturnForm) -> HttpResponse:
    """Say that many people are coming back right now; her words stay in the field."""
    form.add_error(None, _("It is very busy right now. Wait half a minute and try again. Nothing is lost."))
    response = render(request, "spaces/return.html", page_frame(request, form=form), status=503)
    response.headers["Retry-After"] = "30"
    return response


@private
@require_http_methods(["GET", "HEAD"])
@in_space
def keep(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """Everything she can decide about what is kept."""
    return _keep_page(request, opened)


def _keep_page(request: HttpRequest, opened: OpenSpace, *, status: int = 200, **context: object) -> HttpResponse:
    extend(opened.space)
    has_words = opened.space.slots.phrases().exists()
    frame = page_frame(
        request,
        opened,
        has_words=has_words,
        purge_on=opened.space.purge_on,
        days_form=context.pop("days_form", None) or DaysForm(initial={"days": opened.space.days}),
        other_devices=opened.space.slots.browsers().exclude(pk=opened.slot).count(),
        openings=[parse_date(day) for day in services.read_notes(opened)["openings"]],
        overview_url=reverse("journeys:home"),
        **context,
    )
    return render(request, "spaces/keep.html", frame, status=status)


@private
@posted_only("spaces:keep")
@in_space
def give_words(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """Show seven words once, and keep the space under them when two were typed back.

    Until then nothing is stored: the words travel in the form, sealed under the key of the space.
    """
    notes_key = keys.space_notes_key(opened.key)
    if "sealed" not in request.POST or "again" in request.POST:
        indices = phrase.new_phrase()
        asked = phrase.two_words_to_ask()
        sealed = seal(notes_key, json.dumps([indices, asked]).encode(), "words", opened.space.id.bytes)
        form = ConfirmForm(indices=indices, asked=asked)
        return _words_page(request, opened, indices, encode(sealed), form)
    try:
        raw = open_sealed(notes_key, decode(request.POST["sealed"]), "words", opened.space.id.bytes)
    except SealBroken:
        raise PermissionDenied from None
    given = json.loads(raw)
    indices, asked = tuple(given[0]), (given[1][0], given[1][1])
    form = ConfirmForm(request.POST, indices=indices, asked=asked)
    if not form.is_valid():
        return _words_page(request, opened, indices, request.POST["sealed"], form, status=422)
    try:
        services.keep_space(opened, indices)
    except Busy:
        form.add_error(None, _("It is very busy right now. Wait half a minute and try again. Nothing is lost."))
        return _words_page(request, opened, indices, request.POST["sealed"], form, status=503)
    return redirect(f"{reverse('spaces:keep')}#kept")


def _words_page(
    request: HttpRequest,
    opened: OpenSpace,
    indices: phrase.Indices,
    sealed: str,
    form: ConfirmForm,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = phrase.words(indices, get_language() or "nl")
    frame = page_frame(request, opened, words=shown, sealed=sealed, form=form, back_url=reverse("spaces:keep"))
    return render(request, "spaces/words.html", frame, status=status)


@private
@posted_only("spaces:keep")
@in_space
def choose_days(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """Choose how long the space is kept; only one that has words can be kept longer than a day."""
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _keep_page(request, opened, status=422, days_form=form)
    if not opened.space.slots.phrases().exists():
        raise PermissionDenied
    services.set_days(opened, form.cleaned_data["days"])
    return redirect("spaces:keep")


@private
@posted_only("spaces:keep")
@in_space
def end_devices(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """Shut the space everywhere but here."""
    services.end_other_devices(opened)
    return redirect("spaces:keep")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def delete_everything(request: HttpRequest) -> HttpResponse:
    """Ask once, then delete all there is. Pressed twice it is gone all the same."""
    opened = open_space(request)
    if opened is None:
        return redirect("spaces:closed")
    if request.method == "POST":
        check_token(request, opened)
        services.delete_space(opened)
        response = render(request, "spaces/deleted.html", page_frame(request, deleted_on=timezone.localdate()))
        clear_cookie(response)
        return response
    frame = page_frame(request, opened, back_url=reverse("spaces:keep"))
    return render(request, "spaces/delete.html", frame)


@private
@require_http_methods(["GET", "HEAD"])
def closed(request: HttpRequest) -> HttpResponse:
    """Say that no space is open here, and what can be done: come back with the words, or begin."""
    return render(request, "spaces/closed.html", page_frame(request))
