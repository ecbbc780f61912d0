"""A drawing or a sound that a visitor shared, for a helper who may read it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from decision_aids.desk.guard import unlocked
from decision_aids.desk.opening import gone, room_at
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.attachments import serve_shared
from decision_aids.vault import keys


@unlocked
@require_http_methods(["GET", "HEAD"])
def show_attachment(request: HttpRequest, desk: OpenDesk, share: uuid.UUID, attachment: str) -> HttpResponse:
    """One that a shared answer refers to; the same answer for one that was taken back and one that never was."""
    room = room_at(desk, share)
    if room is None:
        return gone(request, desk)
    snapshot_key = keys.room_snapshot_key(room.key)
    return serve_shared(request, room.share, snapshot_key, room.snapshot, attachment) or gone(request, desk)
