"""What is done with a share as a whole: taking it, handing it over, putting it off, closing it, opening it again."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from decision_aids.desk import handling
from decision_aids.desk.done import go_on
from decision_aids.desk.forms import HandOverForm, RestForm
from decision_aids.desk.frame import own_name
from decision_aids.desk.guard import unlocked
from decision_aids.desk.keyring import NotGranted
from decision_aids.desk.models import Member
from decision_aids.desk.notes import write_note
from decision_aids.desk.opening import gone, may_write, room_at, share_page
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import ProposalWaits, close_share, reopen_share

Act = Callable[[HttpRequest, OpenDesk, Room], HttpResponse]


def on_share(act: Act) -> Callable[..., HttpResponse]:
    """Make a view of what may be done with a share by a helper who holds its key and may write."""

    @unlocked
    @require_POST
    def view(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
        room = room_at(desk, share)
        if room is None or not may_write(desk, room):
            return gone(request, desk)
        try:
            return act(request, desk, room)
        except (Share.DoesNotExist, IntegrityError, NotGranted):
            return gone(request, desk)

    return view


@on_share
def claim(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Take it: the first of two wins, and the other is told."""
    try:
        handling.claim(room.share, desk.user)
    except handling.Taken as taken:
        notice = _("%(name)s was first and has it now.") % {
            "name": taken.helper.first_name or taken.helper.get_username()
        }
        return share_page(request, desk, room, notice=notice, status=409)
    return go_on("taken", "desk:share", share=room.share.pk)


@on_share
def hand_over(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Give it to a colleague, or back to the team, with a private note."""
    members = Member.objects.filter(team=room.share.team_id, user__is_active=True, reads_only=False)
    form = HandOverForm(
        request.POST, members=members.select_related("user").exclude(user=desk.user), auto_id="id_hand_%s"
    )
    if not form.is_valid():
        return share_page(request, desk, room, wrong=form, status=422)
    given = form.cleaned_data
    to = given["to"].user if given["to"] is not None else None
    handling.hand_over(room.share, to)
    write_note(
        room.share,
        desk.user,
        desk.secret,
        nonce=given["nonce"],
        text=given["note"],
        who=own_name(desk),
        event="handed",
        to="" if to is None else to.first_name or to.get_username(),
    )
    return go_on("handed", "desk:inbox", talk=room.share)


@on_share
def put_off(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Put it off until a day, or take it back now."""
    form = RestForm(request.POST)
    if "now" in request.POST or not form.is_valid():
        handling.put_off(room.share, None)
        return go_on("back", "desk:share", share=room.share.pk)
    handling.put_off(room.share, timezone.localdate() + datetime.timedelta(days=form.cleaned_data["days"]))
    return go_on("put-off", "desk:inbox", talk=room.share)


@on_share
def close(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Close a talk; a new message of the visitor opens it again."""
    seen = request.POST.get("seen", "")
    try:
        done = close_share(
            room.share,
            room.key,
            nonce=new_nonce(),
            who=own_name(desk),
            seen=int(seen) if seen.isdecimal() and len(seen) < 5 else room.spoken,
        )
    except ProposalWaits:
        done = False
        notice = _("The visitor was asked whether another team may go on, so it is not closed. Take that back first.")
    else:
        notice = _("Something was said or changed meanwhile, so it is not closed. Read it first.")
    if not done:
        return share_page(request, desk, room_at(desk, room.share.pk) or room, notice=notice, status=409)
    return go_on("closed", "desk:inbox", talk=room.share)


@on_share
def reopen(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Open a closed talk again, to say something more."""
    reopen_share(room.share, room.key, nonce=new_nonce(), who=own_name(desk))
    return go_on("reopened", "desk:share", share=room.share.pk)
