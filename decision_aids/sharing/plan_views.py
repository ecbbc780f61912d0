"""The plan in a room as she sees it, and as an invited person does: her goals, who does what, who may see and change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.guard import gone, in_room
from decision_aids.sharing.models import Share
from decision_aids.sharing.plan import (
    Part,
    PartClash,
    PartClosed,
    PlanFull,
    PlanHolder,
    add_part,
    delete_part,
    give_part,
    owner_of,
    part_for,
    parts_for,
    reader_of,
    rights_on,
    save_part,
)
from decision_aids.sharing.plan_forms import PartForm, RightsForm
from decision_aids.sharing.reader_access import open_reading
from decision_aids.sharing.reader_views import closed, own_form, reading_frame
from decision_aids.sharing.readers import Invited, invited_to
from decision_aids.sharing.rooms import Room
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a form about a part. `now`: how it stands, when somebody else changed it meanwhile."""

    form: PartForm
    saved: bool = False
    now: Part | None = None

    @property
    def status(self) -> int:
        return 409 if self.now is not None else 422


def write_part(request: HttpRequest, share: Share, holder: PlanHolder, part: Part) -> Written:
    """Take in what somebody wrote in a part; at a clash both texts are there, and the next press counts on the newer.

    Raises `PartClosed`, `Share.DoesNotExist`.
    """
    form = PartForm(request.POST, nonce=new_nonce())
    if not form.is_valid():
        return Written(form)
    revision = form.cleaned_data["revision"]
    try:
        save_part(share, holder, part, form.content(), revision=-1 if revision is None else revision)
    except PartClash as clash:
        form.data = form.data.copy()
        form.data["revision"] = str(clash.now.row.revision)
        return Written(form, now=clash.now)
    return Written(form, saved=True)


def form_for(part: Part) -> PartForm:
    """A form with what stands in a part."""
    return PartForm(content=part.content, revision=part.row.revision, nonce=new_nonce())


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def show_plan(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Her plan: every goal with who sees it; a post adds a goal."""
    owner = owner_of(opened, room.share)
    if request.method != "POST":
        return _plan_page(request, opened, room, PartForm(nonce=new_nonce()))
    form = PartForm(request.POST, nonce=new_nonce())
    if not form.is_valid():
        return _plan_page(request, opened, room, form, status=422)
    try:
        part = add_part(room.share, owner, form.content(), nonce=form.cleaned_data["nonce"])
    except PlanFull:
        form.add_error(None, _("There are twelve goals in this plan. Take one out first."))
        return _plan_page(request, opened, room, form, status=422)
    return redirect("sharing:part", short=room.share.short, part=part.id.hex[:8])


def _plan_page(
    request: HttpRequest, opened: OpenSpace, room: Room, form: PartForm, *, status: int = 200
) -> HttpResponse:
    people = dict(_people(room, invited_to(opened, room)))
    rights = rights_on(room.share)
    parts = [
        {"part": part, "seen_by": sorted(people[who] for who in rights.get(part.row, {}) if who in people)}
        for part in parts_for(room.share, owner_of(opened, room.share))
    ]
    back = reverse("sharing:room", kwargs={"short": room.share.short})
    frame = page_frame(request, opened, share=room.share, parts=parts, form=form, back_url=back)
    return render(request, "sharing/plan.html", frame, status=status)


def _people(room: Room, invited: list[Invited]) -> list[tuple[str, str]]:
    """Those to whom a part can be given, by the name that a form knows them by."""
    team = [("team", room.share.team.name)] if room.share.team is not None else []
    return [*team, *((one.reader.id.hex, one.card.name) for one in invited)]


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def show_part(request: HttpRequest, opened: OpenSpace, room: Room, part: str) -> HttpResponse:
    """One goal of hers: change it, say who sees it, take it out."""
    owner = owner_of(opened, room.share)
    mine = part_for(room.share, owner, part)
    if mine is None:
        return gone(request, opened) if request.method == "POST" else redirect("sharing:plan", short=room.share.short)
    if request.method != "POST":
        return _part_page(request, opened, room, mine, Written(form_for(mine)), status=200)
    try:
        if "delete" in request.POST:
            delete_part(room.share, mine)
        elif "give" in request.POST:
            _give(request, opened, room, mine)
        else:
            written = write_part(request, room.share, owner, mine)
            if not written.saved:
                return _part_page(request, opened, room, mine, written, status=written.status)
    except PartClosed:
        return gone(request, opened)
    return redirect("sharing:plan", short=room.share.short)


def _give(request: HttpRequest, opened: OpenSpace, room: Room, part: Part) -> None:
    invited = invited_to(opened, room)
    form = RightsForm(request.POST, people=_people(room, invited), rights={})
    if form.is_valid():
        may = form.given()
        readers = {one.reader: may[one.reader.id.hex] for one in invited}
        give_part(opened, room, part, team=may.get("team", ""), readers=readers)


def _part_page(
    request: HttpRequest, opened: OpenSpace, room: Room, part: Part, written: Written, *, status: int
) -> HttpResponse:
    people = _people(room, invited_to(opened, room))
    rights = RightsForm(people=people, rights=rights_on(room.share).get(part.row, {})) if people else None
    frame = page_frame(
        request,
        opened,
        share=room.share,
        part=part,
        form=written.form,
        now=written.now,
        rights=rights,
        back_url=reverse("sharing:plan", kwargs={"short": room.share.short}),
    )
    return render(request, "sharing/plan_part.html", frame, status=status)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def show_given_part(request: HttpRequest, part: str) -> HttpResponse:
    """One goal that she gave to an invited person, to read or to change."""
    reading = open_reading(request)
    if reading is None or (request.method == "POST" and not own_form(request, reading)):
        return closed(request)
    holder = reader_of(reading.reader, reading.key, reading.card.name)
    given = part_for(reading.share, holder, part)
    if given is None or (request.method == "POST" and not given.may_edit):
        return closed(request)
    written = Written(form_for(given))
    status = 200
    if request.method == "POST":
        try:
            written = write_part(request, reading.share, holder, given)
        except (PartClosed, Share.DoesNotExist):
            return closed(request)
        if written.saved:
            return redirect("reading:read")
        status = written.status
    context: dict[str, Any] = {"part": given, "form": written.form, "now": written.now}
    frame = reading_frame(request, reading, back_url=reverse("reading:read"), **context)
    return render(request, "sharing/plan_given.html", frame, status=status)
