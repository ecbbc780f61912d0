"""A goal of the plan in a room, as a helper reads or changes it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.desk.frame import desk_frame, own_name
from decision_aids.desk.guard import unlocked
from decision_aids.desk.opening import gone, may_write, room_at
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share
from decision_aids.sharing.plan import PartClosed, part_for, team_of
from decision_aids.sharing.plan_views import Written, form_for, write_part


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def show_part(request: HttpRequest, desk: OpenDesk, share: uuid.UUID, part: str) -> HttpResponse:
    """One goal that she gave to the team; changed only when she allowed it and this helper answers here."""
    room = room_at(desk, share)
    if room is None:
        return gone(request, desk)
    holder = team_of(room, own_name(desk))
    given = part_for(room.share, holder, part)
    writes = given is not None and given.may_edit and may_write(desk, room)
    if given is None or (request.method == "POST" and not writes):
        return gone(request, desk)
    written, status = Written(form_for(given)), 200
    if request.method == "POST":
        try:
            written = write_part(request, room.share, holder, given)
        except (PartClosed, Share.DoesNotExist):
            return gone(request, desk)
        if written.saved:
            return redirect(f"{reverse('desk:share', kwargs={'share': share})}#plan")
        status = written.status
    context = desk_frame(request, desk, share=room.share, part=given, form=written.form, now=written.now, writes=writes)
    return render(request, "desk/plan_part.html", context, status=status)
