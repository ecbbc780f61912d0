"""What she sees of appointments: the times that a team offers her, the one that she picked, and a file for her calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.sharing import agenda, appointments
from decision_aids.sharing.agenda import slots_in
from decision_aids.sharing.calendar_file import CONTENT_TYPE, FILE_NAME, calendar_file
from decision_aids.sharing.forms import CancelForm, PickForm, new_nonce
from decision_aids.sharing.guard import gone, in_room, in_talk
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.signals import something_new
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def appointment(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """The times in one talk; a post picks one or cancels the one that was picked."""
    if request.method != "POST":
        return _page(request, opened, room)
    cancels = "cancel" in request.POST
    form = CancelForm(request.POST) if cancels else PickForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, room, cancel_form=form if cancels else None, unpicked=not cancels, status=422)
    given = form.cleaned_data
    try:
        if cancels:
            fresh = appointments.cancel(
                room.share,
                room.key,
                given["slot"],
                side=Message.Side.OWNER,
                nonce=given["nonce"],
                word=given["word"],
            )
        else:
            fresh = appointments.pick(room.share, room.key, given["slot"], nonce=given["nonce"])
    except appointments.NotFree:
        told = _("It was cancelled already.") if cancels else _("This time is not free any more.")
        return _page(request, opened, room, notice=told, status=409)
    except appointments.TooLate:
        return _page(request, opened, room, notice=_("This time has passed."), status=409)
    if fresh:
        something_new.send(sender=Share, team=room.share.team)
    return redirect("sharing:appointment", short=room.share.short)


def _page(
    request: HttpRequest,
    opened: OpenSpace,
    room: Room,
    *,
    cancel_form: Any = None,
    unpicked: bool = False,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    share, now = room.share, agenda.clock()
    slots = [slot for slot in slots_in(share, room.key) if slot.ends > now]
    gone = appointments.taken_elsewhere(slots)
    context = page_frame(
        request,
        opened,
        share=share,
        offered=[
            slot
            for slot in slots
            if slot.state == agenda.OFFERED and slot.starts > now and slot.team == share.team_id and slot.id not in gone
        ],
        picked=[
            (
                slot,
                cancel_form if cancel_form is not None and cancel_form.data.get("slot") == slot.id else _cancel(slot),
            )
            for slot in slots
            if slot.state == agenda.PICKED
        ],
        cancelled=[slot for slot in slots if slot.state == agenda.CANCELLED],
        unpicked=unpicked,
        nonce=new_nonce(),
        notice=notice,
        wishes=room.snapshot.wishes,
        back_url=reverse("sharing:room", kwargs={"short": share.short}),
    )
    return render(request, "sharing/appointment.html", context, status=status)


def _cancel(slot: agenda.Slot) -> CancelForm:
    return CancelForm(initial={"nonce": new_nonce(), "slot": slot.id}, auto_id=f"id_{slot.id}_%s")


@private
@require_http_methods(["GET", "HEAD"])
@in_room
def calendar(request: HttpRequest, opened: OpenSpace, room: Room, slot: str) -> HttpResponse:
    """The appointment that she picked, as a file for her calendar; with ?alarm=1 the calendar reminds her."""
    found = next((one for one in slots_in(room.share, room.key) if one.id == slot), None)
    if found is None or found.state != agenda.PICKED:
        return gone(request, opened)
    content = calendar_file(found, alarm="alarm" in request.GET)
    disposition = f'attachment; filename="{FILE_NAME}"'
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})
