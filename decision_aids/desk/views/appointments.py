"""Appointments at the desk: offering times in a talk, calling one off, and all that come up."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.desk.appointments import coming_up
from decision_aids.desk.done import go_on
from decision_aids.desk.frame import desk_frame, own_name
from decision_aids.desk.guard import unlocked
from decision_aids.desk.offering import IDS, CallOffForm, OfferForm
from decision_aids.desk.opening import gone, room_at, share_page
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.desk.views.acts import on_share
from decision_aids.sharing import agenda, appointments
from decision_aids.sharing.agenda import slots_in
from decision_aids.sharing.calendar_file import CONTENT_TYPE, FILE_NAME, calendar_file
from decision_aids.sharing.models import Message
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import RoomClosed


@unlocked
@require_http_methods(["GET", "HEAD"])
def coming(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Her own appointments, and below them those of her colleagues."""
    found = coming_up(desk)
    picked = [one for one in found if one.slot.state == agenda.PICKED]
    context = desk_frame(
        request,
        desk,
        mine=[one for one in picked if one.slot.helper == desk.user.pk],
        offered=[one for one in found if one.slot.state == agenda.OFFERED and one.slot.helper == desk.user.pk],
        others=[one for one in picked if one.slot.helper != desk.user.pk],
    )
    return render(request, "desk/appointments.html", context)


@on_share
def offer(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Offer times; it counts as an answer."""
    form = OfferForm(request.POST)
    sound = form.is_valid()
    if sound and room.share.messages.filter(nonce=form.cleaned_data["nonce"]).exists():
        return go_on("offered", "desk:share", share=room.share.pk)  # a double click
    if not sound or not form.fits(desk, room.share.team_id, slots_in(room.share, room.key)):
        return share_page(request, desk, room, wrong=form, status=422)
    try:
        appointments.offer(room.share, room.key, form.slots, nonce=form.cleaned_data["nonce"], who=own_name(desk))
    except RoomClosed:
        form.add_error(None, _("This talk is closed. Open it again first, or wait until the visitor writes."))
    except appointments.AgendaFull:
        form.add_error(None, _("There are many times in this talk already. Take some back first."))
    else:
        return go_on("offered", "desk:share", share=room.share.pk)
    return share_page(request, desk, room, wrong=form, status=409)


@on_share
def cancel(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Call off an appointment, or take a time back that nobody picked."""
    form = CallOffForm(request.POST, auto_id=IDS % request.POST.get("slot", ""))
    if not form.is_valid():
        return share_page(request, desk, room, wrong=form, status=422)
    given = form.cleaned_data
    try:
        appointments.cancel(
            room.share,
            room.key,
            given["slot"],
            side=Message.Side.TEAM,
            nonce=given["nonce"],
            was=agenda.OFFERED if "offered" in request.POST else agenda.PICKED,
            word=given["word"],
            who=own_name(desk),
        )
    except appointments.NotFree:
        told = (
            _("The visitor chose this time meanwhile.") if "offered" in request.POST else _("It was cancelled already.")
        )
        return share_page(request, desk, room, notice=told, status=409)
    except appointments.TooLate:
        return share_page(request, desk, room, notice=_("This time has passed."), status=409)
    return go_on("time-back" if "offered" in request.POST else "cancelled", "desk:share", share=room.share.pk)


@unlocked
@require_http_methods(["GET", "HEAD"])
def calendar(request: HttpRequest, desk: OpenDesk, share: uuid.UUID, slot: str) -> HttpResponse:
    """An appointment as a file for the helper's own calendar, as bare as the visitor's."""
    room = room_at(desk, share)
    found = next((one for one in slots_in(room.share, room.key) if one.id == slot), None) if room is not None else None
    if found is None or found.state != agenda.PICKED:
        return gone(request, desk)
    disposition = f'attachment; filename="{FILE_NAME}"'
    return HttpResponse(calendar_file(found), content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})
