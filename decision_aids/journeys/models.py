"""What the server keeps of a journey: one sealed blob, and which version of which aid it belongs to."""

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
