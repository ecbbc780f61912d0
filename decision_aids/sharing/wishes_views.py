"""Changing how she wants to be reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.journeys.refusals import not_saved
from decision_aids.sharing.access import room_of
from decision_aids.sharing.forms import ChangeWishesForm
from decision_aids.sharing.models import Share
from decision_aids.sharing.signals import something_new
from decision_aids.sharing.views import new_nonce
from decision_aids.sharing.wishes import change_wishes
from decision_aids.spaces.access import open_space
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import check_token, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, short: str) -> HttpResponse:
    """See how the team may reach her, and change it."""
    opened = open_space(request)
    if opened is None:
        return not_saved(request) if request.method == "POST" else redirect("spaces:closed")
    room = room_of(opened, short)
    if room is None or room.share.team is None:
        return render(request, "sharing/gone.html", page_frame(request, opened), status=404)
    form = ChangeWishesForm(request.POST or None, initial={**room.snapshot.wishes, "nonce": new_nonce()})
    if request.method == "POST":
        check_token(request, opened)
        if form.is_valid():
            try:
                fresh = change_wishes(room.share, room.key, form.wishes(), nonce=form.cleaned_data["nonce"])
            except Share.DoesNotExist:  # taken back in another tab
                return not_saved(request)
            if fresh:
                something_new.send(sender=Share, team=room.share.team)
            return redirect("sharing:room", short=short)
    back = reverse("sharing:room", kwargs={"short": short})
    frame = page_frame(request, opened, share=room.share, form=form, back_url=back)
    return render(request, "sharing/wishes.html", frame, status=422 if form.errors else 200)
