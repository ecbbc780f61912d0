"""Proposing another team to a visitor, and taking that back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from decision_aids.desk.done import go_on
from decision_aids.desk.frame import own_name
from decision_aids.desk.opening import room_at, share_page
from decision_aids.desk.referring import ReferForm
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.desk.views.acts import on_share
from decision_aids.sharing import referrals
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import RoomClosed


@on_share
def refer(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Ask her whether another team may go on. It reads nothing before she says yes."""
    form = ReferForm(request.POST, teams=referrals.teams_for(room.share))
    if not form.is_valid():
        return share_page(request, desk, room, wrong=form, status=422)
    given = form.cleaned_data
    try:
        referrals.propose(
            room.share, room.key, given["team"], reason=given["reason"], nonce=given["nonce"], who=own_name(desk)
        )
    except referrals.AlreadyProposed:
        notice = _("A team was proposed here already. The visitor has not answered yet.")
    except RoomClosed:
        notice = _("This talk was closed meanwhile. Nothing was proposed.")
    else:
        return go_on("proposed", "desk:share", share=room.share.pk)
    return share_page(request, desk, room_at(desk, room.share.pk) or room, notice=notice, status=409)


@on_share
def take_back(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Take a proposal back before she answered."""
    if referrals.take_back(room.share, room.key, nonce=new_nonce(), who=own_name(desk)):
        return go_on("not-proposed", "desk:share", share=room.share.pk)
    notice = _("There is no proposal any more: the visitor answered it, or a colleague took it back.")
    return share_page(request, desk, room_at(desk, room.share.pk) or room, notice=notice, status=409)
