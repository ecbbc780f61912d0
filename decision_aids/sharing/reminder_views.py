"""Asking for one mail when there is something new in a talk, and taking that back."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.forms import MailForm
from decision_aids.sharing.guard import in_talk
from decision_aids.sharing.reminders import KEPT_DAYS, ask_for_mail, stop_mail, waits_for_mail
from decision_aids.sharing.rooms import Room
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def mail(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Say plainly what a mail gives away, and take an address only for that."""
    short, form = room.share.short, MailForm(request.POST or None)
    if request.method == "POST":
        if "off" in request.POST:
            stop_mail(room.key)
            return redirect("sharing:mail", short=short)
        if form.is_valid():
            ask_for_mail(room.key, form.cleaned_data["address"], get_language() or settings.LANGUAGE_CODE)
            return redirect("sharing:mail", short=short)
    frame = page_frame(
        request,
        opened,
        share=room.share,
        form=form,
        waits=waits_for_mail(room.key),
        sender=settings.DEFAULT_FROM_EMAIL,
        days=KEPT_DAYS,
        back_url=reverse("sharing:room", kwargs={"short": short}),
    )
    return render(request, "sharing/mail.html", frame, status=422 if form.errors else 200)
