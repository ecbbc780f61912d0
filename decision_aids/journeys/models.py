"""What the server keeps of a journey: one sealed blob, its sealed attachments, and which version of which aid it belongs to."""

from __future__ import annotations

import uuid

from django.db import models

from decision_aids.flows.versions import FlowVersion
from decision_aids.spaces.models import Space


class Journey(models.Model):
    """One passage through one flow version, in a space.

    `number` counts the journeys of the space and stands in the address. `sealed` holds all answers of the journey;
    `revision` is bound into it and grows with each write, so that two tabs cannot overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="journeys")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(FlowVersion, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "number"], name="journey_number")]

    def __str__(self) -> str:
        return f"journey {self.number}"


class Attachment(models.Model):
    """A drawing or a sound of one journey, sealed by itself because it is too big for the blob.

    Its id is worked out from the journey's key: only who can open the journey finds out which answer it belongs to.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="attachments")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "attachment"
