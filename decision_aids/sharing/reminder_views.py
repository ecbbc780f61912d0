"""Asking for one mail when there is something new in a talk, and taking that back."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from decision_aids.journeys.refusals import not_saved
from decision_aids.sharing.access import share_of
from decision_aids.sharing.forms import MailForm
from decision_aids.sharing.reminders import KEPT_DAYS, ask_for_mail, stop_mail, waits_for_mail
from decision_aids.sharing.services import owner_room_key
from decision_aids.spaces.access import open_space
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import check_token, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, short: str) -> HttpResponse:
    """Say plainly what a mail gives away, and take an address only for that."""
    opened = open_space(request)
    if opened is None:
        return not_saved(request) if request.method == "POST" else redirect("spaces:closed")
    share = share_of(opened, short)
    if share is None or share.team is None:
        return render(request, "sharing/gone.html", page_frame(request, opened), status=404)
    room_key, form = owner_room_key(opened, share), MailForm(request.POST or None)
    if request.method == "POST":
        check_token(request, opened)
        if "off" in request.POST:
            stop_mail(room_key)
            return redirect("sharing:mail", short=short)
        if form.is_valid():
            ask_for_mail(room_key, form.cleaned_data["address"], get_language() or settings.LANGUAGE_CODE)
            return redirect("sharing:mail", short=short)
    frame = page_frame(
        request,
        opened,
        share=share,
        form=form,
        waits=waits_for_mail(room_key),
        sender=settings.DEFAULT_FROM_EMAIL,
        days=KEPT_DAYS,
        back_url=reverse("sharing:room", kwargs={"short": short}),
    )
    return render(request, "sharing/mail.html", frame, status=422 if form.errors else 200)
