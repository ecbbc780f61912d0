"""Drawings and sounds in a room: copies, sealed anew for those who may read its answers."""

from __future__ import annotations

from django.db import models


class SharedAttachment(models.Model):
    """A copy of a drawing or a sound that belongs to a shared answer. It goes with the room, or when she shares it no more.

    Its id is worked out from the key of the room's answers: nothing leads from here to the journey that it came from.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    share = models.ForeignKey("sharing.Share", on_delete=models.CASCADE, related_name="attachments")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "shared attachment"
