"""What the server keeps of a comparison: two sides that it cannot open, and nothing that tells whose they are.

No row names a space, and no day tells when somebody came, agreed or stopped.
"""

from __future__ import annotations

import uuid

from django.db import models


class Comparison(models.Model):
    """Something that two people may lay side by side, under a random key that only their spaces can unwrap.

    `plan` says which aid and which exercises, sealed with that key. `nonce` comes from the form: the same form sent
    twice makes one comparison.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.BinaryField()
    nonce = models.CharField(max_length=32, unique=True)

    def __str__(self) -> str:
        return "comparison"

    @property
    def short(self) -> str:
        """The piece of the id that stands in their addresses."""
        return self.id.hex[:8]


class Side(models.Model):
    """One of the two: the key wrapped for her space, and what she agreed to show.

    `mark` finds it for who holds the space key. `answers` is sealed, and empty as long as she did not agree. `purge_on`
    is the day on which her space would be deleted when she last looked: no comparison outlives one of its spaces.
    """

    class Place(models.TextChoices):
        FIRST = "a"  # who made the link
        SECOND = "b"  # who came in by it

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="sides")
    place = models.CharField(max_length=1, choices=Place.choices)
    mark = models.BinaryField(max_length=16, db_index=True)
    wrapped = models.BinaryField(max_length=128)
    answers = models.BinaryField(default=b"")
    purge_on = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comparison", "place"], name="side_once"),
            models.UniqueConstraint(fields=["comparison", "mark"], name="two_people"),
        ]

    def __str__(self) -> str:
        return f"side {self.place}"

    @property
    def agreed(self) -> bool:
        return bool(self.answers)
