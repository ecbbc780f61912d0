"""A drawing or a sound in a room, for her who shared it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from decision_aids.sharing.access import room_of
from decision_aids.sharing.attachments import serve_shared
from decision_aids.spaces.access import open_space
from decision_aids.spaces.guard import private
from decision_aids.vault import keys


@private
@require_http_methods(["GET", "HEAD"])
def show_attachment(request: HttpRequest, short: str, attachment: str) -> HttpResponse:
    """What she shared in a room of hers, as it was then."""
    opened = open_space(request)
    room = room_of(opened, short) if opened is not None else None
    if room is None:
        raise Http404
    answer = serve_shared(request, room.share, keys.room_snapshot_key(room.key), room.snapshot, attachment)
    if answer is None:
        raise Http404
    return answer
