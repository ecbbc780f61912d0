"""The drawings and sounds of a room: copied from her journey when she shares, read by who may read the room's answers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from decision_aids.exercises.attachments import MARK, SHORT, Reference, find_reference, references_in
from decision_aids.exercises.serving import serve_attachment
from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.attachments import JourneyAttachments
from decision_aids.sharing.attachment_models import SharedAttachment
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import SharedAnswer, Snapshot
from decision_aids.spaces.database import forget_deleted
from decision_aids.vault import keys
from decision_aids.vault.attachments import attachment_name, attachment_row, open_attachment, seal_attachment


@dataclass(frozen=True, slots=True)
class ShareAttachments:
    """Where the attachments of one open room lie. `view` and `where` name the address under which a page asks for them."""

    share: Share
    snapshot_key: bytes
    view: str = ""
    where: Mapping[str, object] = field(default_factory=dict)

    def name(self, item: str, content: bytes) -> str:
        return attachment_name(self.snapshot_key, item, content)

    def url(self, reference: Reference) -> str:
        return reverse(self.view, kwargs={**self.where, "attachment": reference[MARK][:SHORT]})

    def read(self, item: str, name: str) -> bytes | None:
        """The content, in one query; None when it is not in this room. `SealBroken` when it was tampered with."""
        row = self.share.attachments.filter(pk=self.row_id(item, name)).values_list("sealed").first()
        return None if row is None else open_attachment(self.snapshot_key, row[0], item, name, *self._place)

    def row_id(self, item: str, name: str) -> uuid.UUID:
        return uuid.UUID(bytes=attachment_row(self.snapshot_key, item, name))

    def put(self, item: str, name: str, content: bytes) -> None:
        """Keep a copy; what is there already stays as it is."""
        sealed = seal_attachment(self.snapshot_key, content, item, name, *self._place)
        row = SharedAttachment(id=self.row_id(item, name), share=self.share, sealed=sealed)
        SharedAttachment.objects.bulk_create([row], ignore_conflicts=True)

    @property
    def _place(self) -> tuple[str, bytes]:
        return "share", self.share.id.bytes


def contents_of(journey: OpenJourney, answers: tuple[SharedAnswer, ...]) -> dict[tuple[str, str], bytes]:
    """What the chosen answers refer to, by item and name, to be copied into a room."""
    there = JourneyAttachments(journey)
    found = {}
    for answer in answers:
        for reference in references_in(answer.kept["x"]):
            content = there.read(answer.item, reference[MARK])
            if content is not None:
                found[answer.item, reference[MARK]] = content
    return found


def keep_attachments(share: Share, key: bytes, snapshot: Snapshot) -> None:
    """Copy into a room what its answers refer to, and take away what they refer to no more; inside the same transaction."""
    there = ShareAttachments(share, keys.room_snapshot_key(key))
    kept = set()
    for (item, name), content in snapshot.attached.items():
        there.put(item, name, content)
        kept.add(there.row_id(item, name))
    if SharedAttachment.objects.filter(share=share).exclude(pk__in=kept).delete()[0]:
        forget_deleted()


def serve_shared(
    request: HttpRequest, share: Share, snapshot_key: bytes, snapshot: Snapshot, short: str
) -> HttpResponse | None:
    """A drawing or a sound that an answer in this room refers to; None for anything else."""
    answers = {answer.item: answer.kept for answer in snapshot.answers}
    found = find_reference(answers, short)
    if found is None:
        return None
    item, reference = found
    content = ShareAttachments(share, snapshot_key).read(item, reference[MARK])
    return None if content is None else serve_attachment(request, answers[item]["t"], reference, content)
