"""What an invited person sees: the page that asks for the code, and what was given to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.attachments import ShareAttachments, serve_shared
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.models import Message, Reader, Share
from decision_aids.sharing.plan import parts_for, reader_of
from decision_aids.sharing.reader_access import Reading, come_in, open_reading, set_cookie
from decision_aids.sharing.reader_forms import CodeForm, CommentForm
from decision_aids.sharing.readers import note_opening
from decision_aids.sharing.rooms import Room
from decision_aids.sharing.services import RoomClosed, RoomFull, locked_share, say_in
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.given_back import give_back
from decision_aids.spaces.guard import private
from decision_aids.spaces.once import may_try
from decision_aids.vault import keys


def reading_frame(request: HttpRequest, reading: Reading | None = None, **context: Any) -> dict[str, Any]:
    """The context of a page for somebody who reads along: without the ways to a space."""
    frame = page_frame(request, **context)
    if reading is not None:
        frame["token"] = reading.token
        frame["exit_note"] = _(
            "The button “Leave now” closes this page at once. To read here again you then need a new code."
        )
    return frame


@private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code and use it. A link carries it behind its #, which no server sees; without JavaScript it is typed."""
    if request.method != "POST":
        return _enter_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _enter_page(request, form, status=422)
    if not may_try(request.META.get("REMOTE_ADDR", "")):
        form.add_error(None, _("It is very busy right now. Wait half a minute and try again. Nothing is lost."))
        response = _enter_page(request, form, status=503)
        response.headers["Retry-After"] = "30"
        return response
    entrance = come_in(form.cleaned_data["code"], remembered=form.cleaned_data["remember"])
    if entrance is None:
        form.add_error(
            "code",
            _(
                "This code opens nothing now. A code works once, and until a day. Perhaps it was used, or taken back."
                " Look at each sign, or ask for a new code."
            ),
        )
        return _enter_page(request, form, status=422)
    response = redirect(f"{reverse('reading:read')}#content")  # a browser would carry the code of the link along
    set_cookie(response, entrance)
    return response


def _enter_page(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "sharing/enter.html", reading_frame(request, form=form), status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """Nothing is open to read here: never was, taken back, or over. One answer for all; what was typed comes back."""
    because = _("You cannot read or write here any more. What you just typed was not sent.")
    if request.method == "POST":
        return give_back(request, because=because, status=410)
    return render(request, "sharing/not_open.html", reading_frame(request), status=410)


def own_form(request: HttpRequest, reading: Reading) -> bool:
    """Whether a form came from a page of this very reader."""
    return keys.csrf_matches(reading.cookie, request.POST.get("token", ""))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """What she gave to read, who else reads it, and a place to say something if she gave that."""
    reading = open_reading(request)
    if reading is None:
        return closed(request)
    room = reading.room()
    if request.method != "POST":
        note_opening(reading.reader, reading.key)
        return _read_page(request, reading, room)
    form = CommentForm(request.POST)
    about = request.POST.get("about", "")
    if (
        not own_form(request, reading)
        or not reading.card.comments
        or about not in {"", *(answer.item for answer in room.snapshot.answers)}
    ):
        return closed(request)
    if not form.is_valid():
        return _read_page(request, reading, room, form, status=422)
    try:
        _say(reading, form)
    except RoomFull:
        form.add_error("text", _("This talk is full."))
        return _read_page(request, reading, room, form, status=409)
    except RoomClosed:
        form.add_error("text", _("This talk is closed. You can still read it."))
        return _read_page(request, reading, room, form, status=409)
    except (Share.DoesNotExist, Reader.DoesNotExist):  # taken back this very moment
        return closed(request)
    return redirect("reading:read")


@private
@require_http_methods(["GET", "HEAD"])
def show_attachment(request: HttpRequest, attachment: str) -> HttpResponse:
    """A drawing or a sound that an answer given to this reader refers to."""
    reading = open_reading(request)
    if reading is None:
        return closed(request)
    snapshot = reading.room().snapshot
    return serve_shared(request, reading.share, reading.answers_key, snapshot, attachment) or closed(request)


def _say(reading: Reading, form: CommentForm) -> None:
    """Say it, unless it was taken back from this reader while it was on its way: `Reader.DoesNotExist`."""
    given = form.cleaned_data
    with locked_share(reading.share) as locked:
        Reader.objects.select_for_update().get(pk=reading.reader.pk)
        say_in(
            locked,
            reading.talk_key or b"",
            side=Message.Side.READER,
            nonce=given["nonce"],
            text=given["text"],
            who=reading.card.name,
            about=given["about"],
        )


def _read_page(
    request: HttpRequest, reading: Reading, room: Room, wrong: CommentForm | None = None, *, status: int = 200
) -> HttpResponse:
    about = wrong["about"].value() or "" if wrong is not None else None

    def form_for(item: str) -> CommentForm:
        if wrong is not None and about == item:
            return wrong
        return CommentForm(initial={"nonce": new_nonce(), "about": item}, auto_id=f"id_{item[:8] or 'talk'}_%s")

    attachments = ShareAttachments(reading.share, reading.answers_key, "reading:attachment")
    answers = [
        {
            "label": answer.label,
            "step": answer.step,
            "html": answer.render("helper", attachments),
            "feedback": room.feedback_on(answer.item),
            "form": form_for(answer.item),
            "open": about == answer.item,
        }
        for answer in room.snapshot.answers
    ]
    frame = reading_frame(
        request,
        reading,
        share=reading.share,
        card=reading.card,
        others=[card for card in reading.everybody() if card != reading.card],
        aid=room.snapshot.aid,
        answers=answers,
        parts=parts_for(reading.share, reader_of(reading.reader, reading.key)),
        thread=[said for said in room.talk if said.spoken],
        form=form_for(""),
        wrong=wrong,
        writes=reading.card.comments and reading.share.state != Share.State.CLOSED,
    )
    return render(request, "sharing/reading.html", frame, status=status)
