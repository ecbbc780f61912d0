"""Whether a team may make a document of a talk for its file on paper: asked when she shares, no unless she says yes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.guard import in_talk
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import Room, seal_message
from decision_aids.sharing.services import locked_share
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private


class NotOnPaper(Exception):
    """She did not allow it, or not any more."""


def allow(share: Share, key: bytes, *, yes: bool, nonce: str) -> bool:
    """Let the team make a document, or not any more; False when it is so already. Raises `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        if locked.on_paper == yes:
            return False
        locked.on_paper = yes
        locked.save(update_fields=["on_paper"])
        _note(locked, key, "paper" if yes else "no paper", nonce)
    return True


def note_document(share: Share, key: bytes, *, nonce: str, who: str) -> None:
    """Write down where she sees it that a document was made. Raises `NotOnPaper`, `Share.DoesNotExist`."""
    with locked_share(share) as locked:
        if not locked.on_paper or locked.team_id != share.team_id:
            raise NotOnPaper
        if not locked.messages.filter(nonce=nonce).exists():
            _note(locked, key, "printed", nonce, who=who)


def _note(share: Share, key: bytes, event: str, nonce: str, *, who: str = "") -> None:
    sealed = seal_message(key, share, side=Message.Side.NOTE, nonce=nonce, text="", who=who, event=event)
    Message.objects.create(share=share, side=Message.Side.NOTE, nonce=nonce, sealed=sealed)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def allow_paper(request: HttpRequest, opened: OpenSpace, room: Room) -> HttpResponse:
    """Show whether the team may make a document, and let her change that."""
    if request.method == "POST":
        if "yes" in request.POST or "no" in request.POST:
            allow(room.share, room.key, yes="yes" in request.POST, nonce=new_nonce())
        return redirect("sharing:room", short=room.share.short)
    made = [said for said in room.thread if said.event == "printed"]
    back = reverse("sharing:room", kwargs={"short": room.share.short})
    return render(
        request, "sharing/paper.html", page_frame(request, opened, share=room.share, made=made, back_url=back)
    )
