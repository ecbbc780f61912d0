"""One room as a document for the file on paper: only if the visitor allowed it, made in memory, under a name that tells nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from decision_aids.desk.frame import own_name
from decision_aids.desk.opening import room_at, share_page
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.desk.views.acts import on_share
from decision_aids.journeys.pdf import make_pdf
from decision_aids.sharing.attachments import ShareAttachments
from decision_aids.sharing.forms import new_nonce
from decision_aids.sharing.paper import NotOnPaper, note_document
from decision_aids.sharing.rooms import Room
from decision_aids.vault import keys


@on_share
def document(request: HttpRequest, desk: OpenDesk, room: Room) -> HttpResponse:
    """Make the document, and write down in the room that it was made: the visitor sees that."""
    try:
        note_document(room.share, room.key, nonce=new_nonce(), who=own_name(desk))
    except NotOnPaper:
        notice = _("The visitor does not allow a document of this talk, or not any more.")
        return share_page(request, desk, room_at(desk, room.share.pk) or room, notice=notice, status=409)
    attachments = ShareAttachments(room.share, keys.room_snapshot_key(room.key))
    answers = [
        {
            "step": one.step,
            "label": one.label,
            "html": one.render("print", attachments),
            "feedback": room.feedback_on(one.item),
        }
        for one in room.snapshot.answers
    ]
    shown = {
        "share": room.share,
        "aid": room.snapshot.aid,
        "answers": answers,
        "talk": [said for said in room.talk if said.spoken],
        "who": own_name(desk),
        "today": timezone.localdate(),
    }
    response = HttpResponse(make_pdf(render_to_string("desk/document.html", shown)), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="document.pdf"'
    return response
