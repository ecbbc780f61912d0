"""Persons whom she invited into a room, the browsers they read in, and the parts of a plan with the key of each.

No name and no right stands here in the open: they are inside what is sealed. A reader's own key wraps what she gave
that reader and nothing else; the key of the room itself is held by her and by the team alone.
"""

from __future__ import annotations

import uuid

from django.db import models


class Reader(models.Model):
    """One person whom she invited, up to and with a day.

    `card` says the name and what the reader may, sealed for all who read in the room. `own_key` is the reader's key,
    wrapped for her; it wraps `answers_key`, `talk_key` (empty when the talk was not given) and seals `openings`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    share = models.ForeignKey("sharing.Share", on_delete=models.CASCADE, related_name="readers")
    nonce = models.CharField(max_length=32)
    card = models.BinaryField()
    own_key = models.BinaryField(max_length=128)
    answers_key = models.BinaryField(max_length=128)
    talk_key = models.BinaryField(max_length=128, default=b"")
    openings = models.BinaryField(default=b"")
    until = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "nonce"], name="reader_once")]

    def __str__(self) -> str:
        return "reader"


class ReaderSlot(models.Model):
    """A browser in which an invited person reads: the reader's key, wrapped by that browser's cookie."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="slots")
    lookup = models.BinaryField(max_length=32, unique=True)
    wrapped = models.BinaryField(max_length=128)
    used = models.BinaryField(max_length=128)
    purge_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return "reader's browser"


class PlanPart(models.Model):
    """One goal of a plan with its steps and what was changed in it, sealed with a key of its own.

    A write names the `revision` that it was made on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    share = models.ForeignKey("sharing.Share", on_delete=models.CASCADE, related_name="plan_parts")
    nonce = models.CharField(max_length=32)
    order = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["share", "nonce"], name="part_once")]

    def __str__(self) -> str:
        return "part of a plan"


class PartKey(models.Model):
    """The key of one part of a plan, wrapped for one of those who may see it: her, the team, or one invited person."""

    class Holder(models.TextChoices):
        OWNER = "o"
        TEAM = "t"
        READER = "r"

    part = models.ForeignKey(PlanPart, on_delete=models.CASCADE, related_name="keys")
    holder = models.CharField(max_length=1, choices=Holder.choices)
    reader = models.ForeignKey(Reader, null=True, on_delete=models.CASCADE, related_name="part_keys")
    may_edit = models.BooleanField(default=False)
    wrapped = models.BinaryField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "holder", "reader"], name="part_key_of_reader"),
            models.UniqueConstraint(
                fields=["part", "holder"], condition=models.Q(reader=None), name="part_key_of_side"
            ),
            models.CheckConstraint(
                condition=models.Q(holder="r", reader__isnull=False) | models.Q(holder__in=("o", "t"), reader=None),
                name="part_key_has_its_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"key of a part for {self.holder}"
