"""Changing how she wants to be reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.forms import ChangeWishesForm, new_nonce
from decision_aids.sharing.guard import in_talk
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.signals import something_new
from decision_aids.sharing.wishes import change_wishes
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def wishes(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """See how the team may reach her, and change it."""
    form = ChangeWishesForm(request.POST or None, initial={**room.snapshot.wishes, "nonce": new_nonce()})
    if request.method == "POST" and form.is_valid():
        if change_wishes(room.share, room.key, form.wishes(), nonce=form.cleaned_data["nonce"]):
            something_new.send(sender=Share, team=room.share.team)
        return redirect("sharing:room", short=room.share.short)
    back = reverse("sharing:room", kwargs={"short": room.share.short})
    frame = page_frame(request, opened, share=room.share, form=form, back_url=back)
    return render(request, "sharing/wishes.html", frame, status=422 if form.errors else 200)
