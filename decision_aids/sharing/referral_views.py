"""What she sees when a team proposes another one: who they are and what they would read; yes, no, and later stop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.sharing import referrals
from decision_aids.sharing.forms import NONCE, new_nonce
from decision_aids.sharing.guard import in_room
from decision_aids.sharing.models import Share
from decision_aids.sharing.referrals import Proposal
from decision_aids.sharing.reminders import stop_mail
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import TeamNotReachable
from decision_aids.sharing.signals import something_new
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


class NonceForm(forms.Form):
    """The mark of a form that asks for nothing but a button."""

    nonce = forms.CharField(validators=[NONCE])


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def other_team(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Show which team is proposed, by whom and why, and what it would read; take her yes or no."""
    proposal = referrals.proposal_in(room.share, room.key)
    if request.method == "POST":
        form = NonceForm(request.POST)
        if form.is_valid():
            return _answer(request, opened, room, form.cleaned_data["nonce"])
    if proposal is None:
        return _page(request, opened, room, "sharing/not_asked.html", status=404)
    return _asked(request, opened, room, proposal)


def _answer(request: HttpRequest, opened: OpenSpace, room: Room, nonce: str) -> HttpResponse:
    team = request.POST.get("team", "")
    act = referrals.accept if "yes" in request.POST else referrals.decline
    try:
        fresh = act(room.share, room.key, int(team) if team.isdecimal() and len(team) < 10 else 0, nonce=nonce)
    except referrals.ProposalGone:
        return _page(request, opened, room, "sharing/not_asked.html", status=409)
    except TeamNotReachable:
        proposal = referrals.proposal_in(room.share, room.key)
        if proposal is None:
            return _page(request, opened, room, "sharing/not_asked.html", status=409)
        return _asked(request, opened, room, proposal, unreachable=True, status=503)
    if fresh and act is referrals.accept:
        something_new.send(sender=Share, team=Share.objects.select_related("team").get(pk=room.share.pk).team)
    return redirect("sharing:room", short=room.share.short)


def _asked(
    request: HttpRequest, opened: OpenSpace, room: Room, proposal: Proposal, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {"proposal": proposal, "answers": room.snapshot.answers, "nonce": new_nonce(), "unreachable": False, **more}
    return _page(request, opened, room, "sharing/other_team.html", status=status, **shown)


def _page(
    request: HttpRequest, opened: OpenSpace, room: Room, template: str, *, status: int = 200, **shown: Any
) -> HttpResponse:
    back = reverse("sharing:room", kwargs={"short": room.share.short})
    return render(
        request, template, page_frame(request, opened, share=room.share, back_url=back, **shown), status=status
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def stop_team(request: HttpRequest, opened: OpenSpace, room: Room, team: str) -> HttpResponse:
    """Ask once, then take the key of a team; the room stays for who else reads there."""
    leaving = next((one for one in referrals.may_stop(room.share) if str(one.pk) == team), None)
    if request.method == "POST":
        form = NonceForm(request.POST)
        if form.is_valid() and leaving is not None:
            if leaving.pk == room.share.team_id:
                stop_mail(room.key)
            referrals.stop(room.share, room.key, leaving.pk, nonce=form.cleaned_data["nonce"])
        return redirect("sharing:room", short=room.share.short)
    if leaving is None:
        return redirect("sharing:room", short=room.share.short)
    return _page(request, opened, room, "sharing/stop_team.html", leaving=leaving, nonce=new_nonce())
