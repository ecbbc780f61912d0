"""What the server keeps of a space: nothing that it can open by itself, and no time finer than a day."""

from __future__ import annotations

import uuid

from django.db import models


class Space(models.Model):
    """One visitor's anonymous private place.

    `days`: how long it is kept after its last use. `notes` is sealed under the space key: what she may see about
    her own space, such as the days on which it was opened with the phrase.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purge_on = models.DateField(db_index=True)
    days = models.PositiveSmallIntegerField()
    notes = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return "space"


class SlotQuerySet(models.QuerySet["Slot"]):
    """Slots by what opens them."""

    def browsers(self) -> SlotQuerySet:
        return self.filter(kind=Slot.Kind.BROWSER)

    def phrases(self) -> SlotQuerySet:
        return self.filter(kind=Slot.Kind.PHRASE)


class Slot(models.Model):
    """One way into a space: the space key, wrapped by a cookie's key or by a phrase's key.

    `lookup` finds it, and only who holds the secret can work it out. `used` holds the times of first and last use,
    sealed by the same secret: the database does not show when somebody was there.
    """

    class Kind(models.TextChoices):
        BROWSER = "b"
        PHRASE = "p"

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="slots")
    lookup = models.BinaryField(max_length=32, unique=True)
    kind = models.CharField(max_length=1, choices=Kind.choices)
    wrapped = models.BinaryField(max_length=128)
    used = models.BinaryField(max_length=128, default=b"")
    purge_on = models.DateField(db_index=True)

    objects = SlotQuerySet.as_manager()

    def __str__(self) -> str:
        return f"slot {self.kind}"


class OneTimeCode(models.Model):
    """A key that waits for whoever was given a code; using the code deletes the row.

    `subject` is what the key is for, `purpose` says in which room of the house that is. `lookup` finds it, and only who
    has the code can work it out.
    """

    lookup = models.BinaryField(max_length=32, unique=True)
    purpose = models.CharField(max_length=20)
    subject = models.UUIDField(db_index=True)
    wrapped = models.BinaryField(max_length=128)
    purge_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"code for a {self.purpose}"
