"""What she sees of persons who read along: letting somebody in, the link with its code, who reads, taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.frame import journey_frame
from decision_aids.journeys.guard import in_journey
from decision_aids.sharing.access import Offer, by_chapter, offers_of, snapshot_of
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.guard import gone, in_room
from decision_aids.sharing.models import Reader, Share
from decision_aids.sharing.reader_forms import InviteForm, PersonForm
from decision_aids.sharing.readers import (
    Card,
    TooManyReaders,
    TooManyRooms,
    code_for,
    invite,
    invited_to,
    open_private_room,
    withdraw_reader,
    withdraw_readers,
)
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.views import SHARES
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.code_page import ShownCode
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_journey
def invite_person(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """A room for somebody she knows: choose, see exactly what will be seen, get the link."""
    offers = offers_of(journey)
    if request.method != "POST":
        return _invite_page(request, journey, InviteForm(offered=by_chapter(offers), initial={"nonce": new_nonce()}))
    form = InviteForm(request.POST, offered=by_chapter(offers))
    if not form.is_valid() or "change" in request.POST:
        return _invite_page(request, journey, form, status=200 if form.is_valid() else 422)
    if "send" not in request.POST:
        return _preview_page(request, journey, form, offers)
    return _open_room(request, journey, form, offers)


def _invite_page(request: HttpRequest, journey: OpenJourney, form: InviteForm, *, status: int = 200) -> HttpResponse:
    kept = journey.opened.space.days > 1
    frame = journey_frame(request, journey, form=form, kept=kept, back_url=reverse("sharing:list"))
    return render(request, "sharing/invite.html", frame, status=status)


def _preview_page(
    request: HttpRequest, journey: OpenJourney, form: InviteForm, offers: list[Offer], *, refusal: str = ""
) -> HttpResponse:
    given = form.cleaned_data
    frame = journey_frame(
        request,
        journey,
        form=form,
        card=Card(given["name"], given["may"], form.until),
        words=given["words"],
        chosen=[offer for offer in offers if offer.item in given["answers"]],
        sent=[(name, value) for name, values in request.POST.lists() if name in form.fields for value in values],
        refusal=refusal,
    )
    return render(request, "sharing/invite_preview.html", frame, status=503 if refusal else 200)


def _open_room(request: HttpRequest, journey: OpenJourney, form: InviteForm, offers: list[Offer]) -> HttpResponse:
    given = form.cleaned_data
    if not SHARES.take():
        busy = _("It is very busy right now. Wait half a minute and try again. Nothing is lost.")
        return _preview_page(request, journey, form, offers, refusal=busy)
    snapshot = snapshot_of(journey, offers, set(given["answers"]))
    try:
        room = open_private_room(journey.opened, snapshot=snapshot, words=given["words"], nonce=given["nonce"])
        reader = invite(
            journey.opened, room, name=given["name"], may=given["may"], until=form.until, nonce=given["nonce"]
        )
        return _code_page(request, journey.opened, room, reader, given["name"])
    except TooManyRooms:
        full = _("You share with five people already. Take one back, or let somebody read along in one of those talks.")
        return _preview_page(request, journey, form, offers, refusal=full)
    except (Share.DoesNotExist, Reader.DoesNotExist):  # taken back in another tab, this very moment
        return redirect("sharing:list")


def _code_page(request: HttpRequest, opened: OpenSpace, room: Room, reader: Reader, name: str) -> HttpResponse:
    """The link and the code, shown this once."""
    frame = page_frame(
        request,
        opened,
        name=name,
        until=reader.until,
        shown=ShownCode.at(request, reverse("reading:enter"), code_for(opened, reader)),
        room_url=reverse("sharing:room", kwargs={"short": room.share.short}),
    )
    return render(request, "sharing/code.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def show_readers(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Who reads along in a room of hers, and letting in one more; or taking it back from all of them."""
    invited = invited_to(opened, room)
    if request.method != "POST":
        return _readers_page(request, opened, room, PersonForm(initial={"nonce": new_nonce()}))
    if "all" in request.POST:
        withdraw_readers([one.reader for one in invited])
        return redirect("sharing:readers", short=room.share.short)
    sent_before = {one.reader.nonce: one.card.name for one in invited}.get(request.POST.get("nonce", ""))
    form = PersonForm(request.POST, taken=[one.card.name for one in invited if one.card.name != sent_before])
    if not form.is_valid():
        return _readers_page(request, opened, room, form, status=422)
    given = form.cleaned_data
    try:
        reader = invite(opened, room, name=given["name"], may=given["may"], until=form.until, nonce=given["nonce"])
        return _code_page(request, opened, room, reader, given["name"])
    except TooManyReaders:
        form.add_error(None, _("Five people read along here already. Take it back from one of them first."))
        return _readers_page(request, opened, room, form, status=422)


def _readers_page(
    request: HttpRequest, opened: OpenSpace, room: Room, form: PersonForm, *, status: int = 200
) -> HttpResponse:
    frame = page_frame(
        request,
        opened,
        share=room.share,
        invited=invited_to(opened, room),
        form=form,
        kept=opened.space.days > 1,
        back_url=reverse("sharing:room", kwargs={"short": room.share.short}),
    )
    return render(request, "sharing/readers.html", frame, status=status)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def show_reader(request: HttpRequest, opened: OpenSpace, room: Room, who: str) -> HttpResponse:
    """One person who reads along: since when and how far, a new code, taking it back."""
    one = next((one for one in invited_to(opened, room) if one.short == who), None)
    if one is None:
        return gone(request, opened)
    if request.method == "POST":
        return _act(request, opened, room, one)
    back = reverse("sharing:readers", kwargs={"short": room.share.short})
    return render(request, "sharing/reader.html", page_frame(request, opened, one=one, share=room.share, back_url=back))


def _act(request: HttpRequest, opened: OpenSpace, room: Room, one: Any) -> HttpResponse:
    if "code" in request.POST:
        return _code_page(request, opened, room, one.reader, one.card.name)
    if "withdraw" in request.POST:
        withdraw_reader(one.reader)
    return redirect("sharing:readers", short=room.share.short)
