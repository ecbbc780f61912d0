"""What she sees of sharing: asking a helper, her rooms, a talk, taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.journeys.frame import journey_frame
from decision_aids.journeys.guard import in_journey
from decision_aids.sharing.access import Offer, by_chapter, offers_of, share_of, shares_of, snapshot_of
from decision_aids.sharing.agenda import slots_in
from decision_aids.sharing.attachments import ShareAttachments
from decision_aids.sharing.changing import changes_of, journey_of, offers_for
from decision_aids.sharing.forms import AskForm, ChangeForm, ReplyForm, new_nonce
from decision_aids.sharing.guard import in_room
from decision_aids.sharing.invitations import attached_to
from decision_aids.sharing.models import Message, Share, Team
from decision_aids.sharing.readers import invited_to, names_of
from decision_aids.sharing.referrals import proposal_in, reading_along
from decision_aids.sharing.reminders import stop_mail
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import (
    RoomFull,
    TeamNotReachable,
    TooManyShares,
    change_share,
    owner_room_key,
    say,
    send_share,
    withdraw_share,
)
from decision_aids.sharing.signals import meant_for, something_new
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import in_space, private
from decision_aids.vault import keys
from decision_aids.vault.limits import TokenBucket

SHARES = TokenBucket(per_minute=30, burst=30)


@private
@require_http_methods(["GET", "HEAD"])
@in_space
def show_rooms(request: HttpRequest, opened: OpenSpace) -> HttpResponse:
    """Her rooms with their state, and the way to ask something new."""
    journeys, shares = journeys_of(opened), shares_of(opened)
    private_rooms = [share for share in shares if share.team is None]
    names = names_of({share.pk: owner_room_key(opened, share) for share in private_rooms})
    frame = page_frame(
        request,
        opened,
        shares=[share for share in shares if share.team is not None],
        private_rooms=[(share, names[share.pk]) for share in private_rooms],
        journeys=journeys,
        reachable=Team.objects.reachable().exists(),
        kept=opened.space.days > 1,
        ask_count=sum(share.news_for_owner for share in shares) or "",
        overview_url=reverse("journeys:home"),
    )
    return render(request, "sharing/list.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_journey
def ask(request: HttpRequest, journey: OpenJourney) -> HttpResponse:
    """Choose answers, write a question, see exactly what will be seen by whom until when, send."""
    offers = offers_of(journey)
    if request.method != "POST":
        return _ask_page(request, journey, _ask_form(journey, offers, initial={"nonce": new_nonce()}))
    form = _ask_form(journey, offers, data=request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _ask_page(request, journey, form, status=200 if form.is_valid() else 422)
    if "send" not in request.POST:
        return _preview_page(request, journey, form, offers)
    return _send(request, journey, form, offers)


def _ask_form(journey: OpenJourney, offers: list[Offer], **kwargs: Any) -> AskForm:
    attached = attached_to(journey.opened)
    return AskForm(teams=Team.objects.reachable(), offered=by_chapter(offers), attached=attached, **kwargs)


def _ask_page(request: HttpRequest, journey: OpenJourney, form: AskForm, *, status: int = 200) -> HttpResponse:
    frame = journey_frame(
        request,
        journey,
        form=form,
        kept=journey.opened.space.days > 1,
        back_url=reverse("sharing:list"),
    )
    return render(request, "sharing/ask.html", frame, status=status)


def _preview_page(
    request: HttpRequest, journey: OpenJourney, form: AskForm, offers: list[Offer], *, refusal: str = ""
) -> HttpResponse:
    chosen = set(form.cleaned_data["answers"])
    frame = journey_frame(
        request,
        journey,
        form=form,
        team=form.cleaned_data["team"],
        question=form.cleaned_data["question"],
        chosen=[offer for offer in offers if offer.item in chosen],
        wishes=form.wishes(),
        sent=[(name, value) for name, values in request.POST.lists() if name in form.fields for value in values],
        refusal=refusal,
    )
    return render(request, "sharing/preview.html", frame, status=503 if refusal else 200)


def _send(request: HttpRequest, journey: OpenJourney, form: AskForm, offers: list[Offer]) -> HttpResponse:
    busy = _("It is very busy right now. Wait half a minute and try again. Nothing is lost.")
    if not SHARES.take():
        return _preview_page(request, journey, form, offers, refusal=busy)
    given = form.cleaned_data
    try:
        share = send_share(
            journey.opened,
            team=given["team"],
            snapshot=snapshot_of(journey, offers, set(given["answers"]), form.wishes()),
            question=given["question"],
            nonce=given["nonce"],
            on_paper=given["on_paper"],
        )
    except TeamNotReachable:
        gone = _(
            "This team cannot be reached now. Your question was not sent. Choose another team, or call one of the numbers below."
        )
        return _preview_page(request, journey, form, offers, refusal=gone)
    except TooManyShares:
        full = _("You have five open questions. Take one back, or go on in one of them.")
        return _preview_page(request, journey, form, offers, refusal=full)
    attached = attached_to(journey.opened)
    if given.get("first") and attached is not None and attached.team == share.team_id:
        meant_for.send(sender=Share, share=share, helper=attached.helper)
    something_new.send(sender=Share, team=share.team)
    return redirect("sharing:room", short=share.short)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def show_room(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """One talk: who can read it, what was shared, what was said; a post says something more."""
    if request.method != "POST":
        Share.objects.filter(pk=room.share.pk, news_for_owner=True).update(news_for_owner=False)
        return _room_page(request, opened, room, ReplyForm(initial={"nonce": new_nonce()}))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _room_page(request, opened, room, form, status=422)
    try:
        fresh = say(
            room.share,
            room.key,
            side=Message.Side.OWNER,
            nonce=form.cleaned_data["nonce"],
            text=form.cleaned_data["text"],
        )
    except RoomFull:
        form.add_error(None, _("This talk is full. You can ask something new."))
        return _room_page(request, opened, room, form, status=422)
    if fresh and room.share.team is not None:
        something_new.send(sender=Share, team=room.share.team)
    return redirect("sharing:room", short=room.share.short)


def _room_page(
    request: HttpRequest, opened: OpenSpace, room: Room, form: ReplyForm, *, status: int = 200
) -> HttpResponse:
    where = {"short": room.share.short}
    attachments = ShareAttachments(room.share, keys.room_snapshot_key(room.key), "sharing:attachment", where)
    answers = [
        {
            "label": answer.label,
            "step": answer.step,
            "html": answer.render("summary", attachments),
            "feedback": room.feedback_on(answer.item),
        }
        for answer in room.snapshot.answers
    ]
    frame = page_frame(
        request,
        opened,
        room=room,
        share=room.share,
        answers=answers,
        slots=slots_in(room.share, room.key),
        invited=invited_to(opened, room),
        thread=room.talk,
        proposal=proposal_in(room.share, room.key),
        along=reading_along(room.share),
        opened_by=next((said for said in reversed(room.thread) if said.event == "opened"), None),
        form=form,
        kept=opened.space.days > 1,
        overview_url=reverse("journeys:home"),
        back_url=reverse("sharing:list"),
    )
    template = "sharing/private_room.html" if room.share.team is None else "sharing/room.html"
    return render(request, template, frame, status=status)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_space
def withdraw(request: HttpRequest, opened: OpenSpace, short: str) -> HttpResponse:
    """Ask once, then take a share back: nobody can read it at the next request."""
    share = share_of(opened, short)
    if share is None:
        return redirect("sharing:list")
    if request.method == "POST":
        stop_mail(owner_room_key(opened, share))
        withdraw_share(share)
        return redirect("sharing:list")
    frame = page_frame(request, opened, share=share, back_url=reverse("sharing:room", kwargs={"short": short}))
    return render(request, "sharing/withdraw.html", frame)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def change(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Choose anew which answers the team may read, see the difference, and only then put it in place."""
    journey = journey_of(opened, room.snapshot)
    offers = offers_for(journey)
    offered = by_chapter(offers)
    frame = page_frame(
        request, opened, share=room.share, back_url=reverse("sharing:room", kwargs={"short": room.share.short})
    )
    if request.method != "POST" or "again" in request.POST:
        shared = [answer.item for answer in room.snapshot.answers]
        form = ChangeForm(offered=offered, initial={"nonce": new_nonce(), "answers": shared})
        return render(request, "sharing/change.html", {**frame, "form": form})
    form = ChangeForm(request.POST, offered=offered)
    if not form.is_valid():
        return render(request, "sharing/change.html", {**frame, "form": form}, status=422)
    chosen, nonce = set(form.cleaned_data["answers"]), form.cleaned_data["nonce"]
    if journey is None or "send" not in request.POST:
        changes = changes_of(room.snapshot, offers, chosen)
        changed = any(one.kind != "same" for one in changes)
        context = {**frame, "changes": changes, "changed": changed, "chosen": sorted(chosen), "nonce": nonce}
        return render(request, "sharing/difference.html", context)
    snapshot = snapshot_of(journey, offers, chosen, room.snapshot.wishes)
    if change_share(room.share, room.key, snapshot, nonce=nonce) and room.share.team is not None:
        something_new.send(sender=Share, team=room.share.team)
    return redirect("sharing:room", short=room.share.short)
