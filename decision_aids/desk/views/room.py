"""One share: reading it, and everything that is said in it."""

from __future__ import annotations

import uuid

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_aids.desk.done import go_on
from decision_aids.desk.drafts import drop_draft, keep_draft
from decision_aids.desk.forms import SayForm
from decision_aids.desk.frame import own_name
from decision_aids.desk.guard import unlocked
from decision_aids.desk.keyring import NotGranted
from decision_aids.desk.notes import write_note
from decision_aids.desk.opening import NOTE, gone, may_write, note_opening, room_at, share_page
from decision_aids.desk.ready_answers import templates_for
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import RoomClosed, RoomFull, say

AREAS = {"": "#last", NOTE: "#notes"}


@unlocked
@require_http_methods(["GET", "HEAD"])
def show_share(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """One share: the question first, then the answers as the visitor saw the questions."""
    room = room_at(desk, share)
    if room is None:
        return gone(request, desk)
    try:
        note_opening(desk, room)
        return share_page(request, desk, room)
    except (Share.DoesNotExist, IntegrityError):  # taken back this very moment
        return gone(request, desk)


@unlocked
@require_POST
def reply(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """Answer, give feedback on one answer, or leave a note for colleagues; look at it first, or keep it for later."""
    room = room_at(desk, share)
    if room is None:
        return gone(request, desk)
    about = request.POST.get("about", "")
    known = {"", NOTE, *(answer.item for answer in room.snapshot.answers)}
    if about not in known or not may_write(desk, room):
        return gone(request, desk)
    form = SayForm(request.POST, auto_id=f"id_{about[:8] or 'reply'}_%s")
    try:
        return _say(request, desk, room, form, about)
    except (Share.DoesNotExist, IntegrityError):
        return gone(request, desk)


def _say(request: HttpRequest, desk: OpenDesk, room: Room, form: SayForm, about: str) -> HttpResponse:
    where = f"{reverse('desk:share', kwargs={'share': room.share.pk})}{AREAS.get(about, f'#answer-{about[:8]}')}"
    typed = request.POST.get("text", "")
    if "insert" in request.POST:
        keep_draft(desk, room.share, about, _with_template(request, desk, room, typed))
        return redirect(f"{where.partition('#')[0]}#reply")
    if "draft" in request.POST:
        keep_draft(desk, room.share, about, typed)
        return redirect(where)
    if not form.is_valid():
        return share_page(request, desk, room, wrong=form, status=422)
    given = form.cleaned_data
    if "preview" in request.POST:
        return share_page(request, desk, room, wrong=form, preview=given["text"])
    fresh = [said for said in room.thread if said.spoken][given["seen"] or 0 :]
    if about == "" and given["seen"] is not None and fresh and not _sent_before(room, given["nonce"]):
        form.data = form.data.copy()
        form.data["seen"] = str(room.spoken)
        notice = _("Somebody said something while you were writing. Read it first. Your text is still here, not sent.")
        return share_page(request, desk, room, wrong=form, notice=notice, status=409)
    try:
        if about == NOTE:
            write_note(room.share, desk.user, desk.secret, nonce=given["nonce"], text=given["text"], who=own_name(desk))
        else:
            say(
                room.share,
                room.key,
                side=Message.Side.TEAM,
                nonce=given["nonce"],
                text=given["text"],
                who=own_name(desk),
                about=about,
            )
    except NotGranted:
        return gone(request, desk)
    except RoomClosed:
        form.add_error("text", _("This talk is closed. Open it again first, or wait until the visitor writes."))
        return share_page(request, desk, room, wrong=form, status=409)
    except RoomFull:
        form.add_error("text", _("This talk is full."))
        return share_page(request, desk, room, wrong=form, status=409)
    drop_draft(desk, room.share, about)
    at = where.rpartition("#")[2]
    return go_on("noted" if about == NOTE else "said", "desk:share", at=f"#{at}", share=room.share.pk)


def _with_template(request: HttpRequest, desk: OpenDesk, room: Room, typed: str) -> str:
    """What she typed, and below it the text of the template that she picked."""
    wanted = request.POST.get("template", "")
    templates = templates_for(room.share, room.snapshot.language)
    picked = [one.filled(room.share.team, own_name(desk)) for one in templates if str(one.pk) == wanted]
    return "\n\n".join([typed.strip(), *picked]).strip()


def _sent_before(room: Room, nonce: str) -> bool:
    return room.share.messages.filter(nonce=nonce).exists()


@unlocked
@require_POST
def draft(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """Keep what she is writing, sent by the page itself every few seconds."""
    room = room_at(desk, share)
    if room is None:
        return HttpResponse(status=410)
    about = request.POST.get("about", "")
    if about in {"", NOTE, *(answer.item for answer in room.snapshot.answers)}:
        try:
            keep_draft(desk, room.share, about, request.POST.get("text", ""))
        except IntegrityError:
            return HttpResponse(status=410)
    return HttpResponse(status=204)
