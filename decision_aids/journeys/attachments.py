"""The drawings and sounds of a journey: sealed by themselves, kept as long as an answer refers to them, and shown to her alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decision_aids.exercises.attachments import MARK, SHORT, Reference, Upload, find_reference, most_bytes
from decision_aids.exercises.serving import serve_attachment
from decision_aids.journeys.access import OpenJourney, open_journey
from decision_aids.journeys.models import Attachment
from decision_aids.spaces.database import forget_deleted
from decision_aids.spaces.guard import private
from decision_aids.spaces.services import hold_space
from decision_aids.vault.attachments import attachment_name, attachment_row, open_attachment, seal_attachment

Uploads: TypeAlias = Mapping[tuple[str, str], Upload]
"""What came in, by item and name."""


class NoRoom(Exception):
    """The attachments of this space together are as large as they may be."""


@dataclass(frozen=True, slots=True)
class JourneyAttachments:
    """Where the attachments of one open journey lie."""

    journey: OpenJourney

    def name(self, item: str, content: bytes) -> str:
        return attachment_name(self.journey.key, item, content)

    def url(self, reference: Reference) -> str:
        where = {"number": self.journey.row.number, "short": reference[MARK][:SHORT]}
        return reverse("journeys:attachment", kwargs=where)

    def read(self, item: str, name: str) -> bytes | None:
        """The content, in one query; None when it is not in this journey. `SealBroken` when it was tampered with."""
        row = self.journey.row.attachments.filter(pk=self.row_id(item, name)).values_list("sealed").first()
        return None if row is None else open_attachment(self.journey.key, row[0], item, name, *self._place)

    def row_id(self, item: str, name: str) -> uuid.UUID:
        return uuid.UUID(bytes=attachment_row(self.journey.key, item, name))

    def put(self, item: str, name: str, content: bytes) -> None:
        """Keep it; what is there already stays as it is."""
        sealed = seal_attachment(self.journey.key, content, item, name, *self._place)
        row = Attachment(id=self.row_id(item, name), journey=self.journey.row, sealed=sealed)
        Attachment.objects.bulk_create([row], ignore_conflicts=True)

    @property
    def _place(self) -> tuple[bytes, bytes]:
        return self.journey.opened.space.id.bytes, self.journey.row.id.bytes


@transaction.atomic
def keep_with(journey: OpenJourney, uploads: Uploads, write: Callable[[], None]) -> None:
    """Keep what came in and write the journey, both or neither; what no answer refers to any more goes.

    Raises `NoRoom`, `SpaceGone`, and what `write` raises.
    """
    _put(journey, uploads)
    write()
    sweep(journey)
    _check_room(journey, uploads)


@transaction.atomic
def hold_until_sent_again(journey: OpenJourney, uploads: Uploads) -> None:
    """Keep what came in with a form that is shown once more, so that she need not choose or record it again.

    The next step with attachments that is kept takes away what was not sent again. Raises `NoRoom`, `SpaceGone`.
    """
    sweep(journey)
    _put(journey, uploads)
    _check_room(journey, uploads)


def sweep(journey: OpenJourney) -> None:
    """Delete the attachments of a journey that none of its answers refers to."""
    there = JourneyAttachments(journey)
    items = {*journey.state.answers, *journey.state.aside}
    named = journey.state.attachments
    kept = {there.row_id(item, name) for name in named for item in items} if named else set()
    ids = set(journey.row.attachments.values_list("pk", flat=True)) - kept
    if ids and Attachment.objects.filter(pk__in=ids).delete()[0]:
        forget_deleted()


def _put(journey: OpenJourney, uploads: Uploads) -> None:
    if not uploads:
        return
    hold_space(journey.opened.space)  # of two at once one waits, so that both together stay within the limit
    there = JourneyAttachments(journey)
    for (item, name), upload in uploads.items():
        there.put(item, name, upload.content)


def _check_room(journey: OpenJourney, uploads: Uploads) -> None:
    if not uploads:
        return
    all_of_hers = Attachment.objects.filter(journey__space=journey.opened.space)
    if (all_of_hers.aggregate(size=Sum(Length("sealed")))["size"] or 0) > most_bytes("space"):
        raise NoRoom


@private
@require_http_methods(["GET", "HEAD"])
def show_attachment(request: HttpRequest, number: str, short: str) -> HttpResponse:
    """A drawing to see or a sound to hear: one that an answer of hers refers to."""
    journey = open_journey(request, int(number))
    found = find_reference(journey.state.answers, short) if journey is not None else None
    if journey is None or found is None:
        raise Http404
    item, reference = found
    content = JourneyAttachments(journey).read(item, reference[MARK])
    if content is None:
        raise Http404
    return serve_attachment(request, journey.state.answers[item]["t"], reference, content)
