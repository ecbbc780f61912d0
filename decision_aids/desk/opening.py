"""From a helper's open desk to an open room, and the page that shows it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from decision_aids.desk.done import done_in_talk, just_done
from decision_aids.desk.drafts import drafts_of
from decision_aids.desk.folding import by_chapter, fold_talk, place_of_newest
from decision_aids.desk.forms import HandOverForm, RestForm, SayForm
from decision_aids.desk.frame import desk_frame, own_name
from decision_aids.desk.handling import is_taken, note_looking, stop_looking
from decision_aids.desk.inbox import lines_of
from decision_aids.desk.keyring import NotGranted, room_key_for
from decision_aids.desk.models import Member
from decision_aids.desk.notes import notes_on
from decision_aids.desk.offering import OfferForm, calling_off
from decision_aids.desk.ready_answers import templates_for
from decision_aids.desk.referring import ReferForm
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.agenda import slots_in
from decision_aids.sharing.attachments import ShareAttachments
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.models import Share
from decision_aids.sharing.plan import parts_for, team_of
from decision_aids.sharing.readers import cards_of
from decision_aids.sharing.referrals import proposal_in, reading_along, teams_for
from decision_aids.sharing.rooms import Room, open_room
from decision_aids.sharing.services import note
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken

NOTE = "note"  # what a draft of a private note is about
HAND = "hand"


def room_at(desk: OpenDesk, share_id: uuid.UUID) -> Room | None:
    """The room, opened, when a team of this helper reads in it and she holds the key."""
    readable = Share.objects.filter(pk=share_id, reader_keys__epoch__team__members__user=desk.user)
    share = readable.select_related("team").first()
    if share is None:
        return None
    try:
        return open_room(share, room_key_for(desk.user, desk.secret, share))
    except (NotGranted, SealBroken):  # no key, or withdrawn while we were opening it
        return None


def may_write(desk: OpenDesk, room: Room) -> bool:
    """Whether this helper may answer here; who only reads along may not."""
    return Member.objects.filter(team=room.share.team_id, user=desk.user, reads_only=False).exists()


def gone(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """The same answer for a share that was withdrawn, never was, or belongs to another team.

    Not 404: Django's LocaleMiddleware would try the address once more under a language.
    """
    inbox = reverse("desk:inbox")  # another language is asked for there: the address of nothing is not repeated
    return render(request, "desk/gone.html", desk_frame(request, desk, here=inbox), status=410)


def note_opening(desk: OpenDesk, room: Room) -> None:
    """Let her see in her room that somebody of the team opened it: once a day for each helper. `Share.DoesNotExist`."""
    nonce = uuid.uuid5(room.share.id, f"opened {desk.user.pk} {timezone.localdate()}").hex
    note(room.share, room.key, "opened", nonce=nonce, who=own_name(desk))


def share_page(
    request: HttpRequest,
    desk: OpenDesk,
    room: Room,
    *,
    wrong: Any = None,
    notice: str = "",
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one share. `wrong`: the form that was sent and not taken. `preview`: a reply to be looked at first."""
    share = room.share
    about = (wrong["about"].value() or "") if isinstance(wrong, SayForm) else None
    drafts = drafts_of(desk, share)

    def say_form(item: str) -> SayForm:
        if about is not None and about == item:
            return wrong
        return new_say_form(item, drafts.get(item, ""), seen=room.spoken)

    newest, sent = place_of_newest(room), _sent(request, room)
    where = {"share": share.pk}
    attachments = ShareAttachments(share, keys.room_snapshot_key(room.key), "desk:attachment", where)
    answers = [
        {
            "item": answer.item,
            "step": answer.step,
            "chapter": answer.chapter,
            "label": answer.label,
            "html": answer.render("helper", attachments),
            "feedback": room.feedback_on(answer.item),
            "form": say_form(answer.item),
            "open": answer.item in drafts or about == answer.item,
            "newest": answer.item == newest,
            "sent": answer.item == newest and sent,
        }
        for answer in room.snapshot.answers
    ]
    talk = [said for said in room.talk if said.spoken]
    earlier, thread = fold_talk(talk[1:])
    chapters = by_chapter(answers, unfolded="all" in request.GET)
    events = [said for said in room.thread if not said.spoken]
    slots = slots_in(share, room.key)
    members = Member.objects.filter(team=share.team_id, user__is_active=True, reads_only=False).select_related("user")
    stop_looking(desk.user, but=share)
    line = lines_of(desk, [share])[0]
    context = desk_frame(
        request,
        desk,
        done=done_in_talk(request, line),
        sent=newest == "talk" and sent,
        noted=just_done(request, "noted"),
        room=room,
        share=share,
        parts=parts_for(share, team_of(room)),
        invited=cards_of(share, keys.room_snapshot_key(room.key)),
        line=line,
        taken=is_taken(share, desk.user),
        looking=note_looking(share, room.key, desk),
        question=talk[0] if talk else None,
        earlier=earlier,
        thread=thread,
        latest=("#last" if thread else "") if newest == "talk" else f"#answer-{newest[:8]}",
        events=events,
        wishes=room.snapshot.wishes,
        notes=notes_on(share, desk.user, desk.secret),
        note_form=say_form(NOTE),
        answers=answers,
        chapters=chapters,
        unfolded_url="?all=1#shared" if any(chapter.folded for chapter in chapters) else "",
        form=say_form(""),
        drafted="" in drafts,
        wrong=wrong,
        notice=notice,
        preview=preview,
        preview_name=own_name(desk),
        templates=templates_for(share, room.snapshot.language),
        hand_form=wrong
        if isinstance(wrong, HandOverForm)
        else HandOverForm(
            members=members.exclude(user=desk.user), initial={"nonce": new_nonce()}, auto_id="id_hand_%s"
        ),
        rest_form=RestForm(auto_id="id_rest_%s"),
        proposal=proposal_in(share, room.key),
        along=reading_along(share),
        refer_form=wrong
        if isinstance(wrong, ReferForm)
        else ReferForm(teams=teams_for(share), initial={"nonce": new_nonce()}),
        slots=slots,
        picked=calling_off(slots, wrong),
        offer_form=wrong if isinstance(wrong, OfferForm) else new_offer_form(room),
        may_write=may_write(desk, room),
        today=timezone.localdate(),
        spoken=room.spoken,
        nonce=new_nonce(),
    )
    return render(request, "desk/share.html", context, status=status)


def _sent(request: HttpRequest, room: Room) -> bool:
    return just_done(request, "said") and room.newest is not None and room.newest.by_team


def new_say_form(about: str, text: str = "", *, seen: int) -> SayForm:
    """An empty place to write, or one with what she was writing."""
    initial = {"nonce": new_nonce(), "about": about, "text": text, "seen": seen}
    return SayForm(initial=initial, auto_id=f"id_{about[:8] or 'reply'}_%s")


def new_offer_form(room: Room) -> OfferForm:
    """A place to offer times, in the way that she wished."""
    ways = room.snapshot.wishes.get("ways") or ["phone"]
    return OfferForm(initial={"nonce": new_nonce(), "way": ways[0]})
