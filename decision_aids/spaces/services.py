"""What changes a space: starting it, giving it a phrase, opening it elsewhere, leaving it, deleting it."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from decision_aids.spaces.access import OpenSpace, SpaceGone, add_browser, extend, gate, secrets
from decision_aids.spaces.database import forget_deleted
from decision_aids.spaces.models import Slot, Space
from decision_aids.vault import keys
from decision_aids.vault.crypto import SealBroken, new_key, open_sealed, seal

UNKEPT_DAYS = 1  # without a phrase nobody can come back after this browser is gone
KEPT_DAYS = 90
KEEP_CHOICES = (7, 30, 90, 180, 365)
OPENINGS_SHOWN = 5
PURGE_BATCH = 500  # rows: short enough that nobody waits for the lock

Farewell = Callable[[OpenSpace], None]
farewells: list[Farewell] = []
"""What other rooms do when she deletes everything: each is called inside the same transaction."""


def before_deletion(farewell: Farewell) -> Farewell:
    """Have `farewell` called before a space is deleted by its owner. Use it as a decorator."""
    farewells.append(farewell)
    return farewell


def hold_space(space: Space) -> None:
    """Let nobody else change this space until the transaction ends. Raises `SpaceGone` when it was deleted."""
    if Space.objects.select_for_update().filter(pk=space.pk).values_list("pk").first() is None:
        raise SpaceGone


@transaction.atomic
def start_space(*, remembered: bool = False) -> OpenSpace:
    """Make a new space, open in one browser and nowhere else."""
    space = Space.objects.create(purge_on=timezone.localdate() + datetime.timedelta(days=UNKEPT_DAYS), days=UNKEPT_DAYS)
    return add_browser(space, new_key(), remembered=remembered)


def keep_space(opened: OpenSpace, indices: Sequence[int]) -> None:
    """Give the space these words (the ones it had no longer work) and keep it longer.

    Runs Argon2: raises `vault.gate.Busy` when the machine has too much of that to do, `SpaceGone` when the space
    was deleted in another tab.
    """
    with gate().slot():
        slot = keys.phrase_slot(secrets(), indices)
    with transaction.atomic():  # only now: nobody may wait for a write lock while Argon2 runs
        hold_space(opened.space)
        opened.space.slots.phrases().delete()
        Slot.objects.create(
            space=opened.space,
            kind=Slot.Kind.PHRASE,
            lookup=slot.lookup,
            wrapped=keys.wrap(slot.kek, opened.key, "slot", opened.space.id.bytes, Slot.Kind.PHRASE.value),
            purge_on=datetime.date.max,
        )
        if opened.space.days == UNKEPT_DAYS:
            set_days(opened, KEPT_DAYS)


def reopen_space(candidates: Sequence[Sequence[int]], *, remembered: bool = False) -> OpenSpace | None:
    """Open the space of a phrase in this browser, or give None. Takes the same time for both.

    `candidates` are the phrases that the typed words can stand for, at most three. Raises `vault.gate.Busy`.
    """
    for indices in candidates:
        with gate().slot():
            slot = keys.phrase_slot(secrets(), indices)
        row = Slot.objects.phrases().select_related("space").filter(lookup=slot.lookup).first()
        if row is None:
            continue
        space = row.space
        try:
            key = keys.unwrap(slot.kek, bytes(row.wrapped), "slot", space.id.bytes, Slot.Kind.PHRASE.value)
        except SealBroken:
            continue
        with contextlib.suppress(SpaceGone), transaction.atomic():
            hold_space(space)
            opened = add_browser(space, key, remembered=remembered)
            note_opening(opened)
            extend(space)
            return opened
    return None


def set_days(opened: OpenSpace, days: int) -> None:
    """Choose how long the space is kept after its last use.

    Raises `ValueError` for another number of days, `SpaceGone` when the space was deleted in another tab.
    """
    if days not in KEEP_CHOICES:
        raise ValueError(days)
    _save(opened.space, days=days, purge_on=timezone.localdate() + datetime.timedelta(days=days))


def end_other_devices(opened: OpenSpace) -> int:
    """Shut the space in every browser but this one; gives how many that were."""
    count, _ = opened.space.slots.browsers().exclude(pk=opened.slot).delete()
    return count


@transaction.atomic
def leave_space(opened: OpenSpace) -> None:
    """End this browser's slot. A space that nobody can open any more goes at once."""
    try:
        hold_space(opened.space)  # of two browsers that leave at once one is the last
    except SpaceGone:
        return
    Slot.objects.filter(pk=opened.slot).delete()
    if not opened.space.slots.exists():
        delete_space(opened)


@transaction.atomic
def delete_space(opened: OpenSpace) -> None:
    """Delete everything: the keys first, so that a copy made a moment later opens nothing."""
    try:
        hold_space(opened.space)  # nobody comes in by the words in between
    except SpaceGone:
        return
    opened.space.slots.all().delete()
    for farewell in farewells:
        farewell(opened)
    Space.objects.filter(pk=opened.space.pk).delete()
    forget_deleted()


def read_notes(opened: OpenSpace) -> dict[str, Any]:
    """What is noted for her about her own space: {"openings": ["2026-11-20", ...]}."""
    if not opened.space.notes:
        return {"openings": []}
    sealed = bytes(opened.space.notes)
    notes: dict[str, Any] = json.loads(
        open_sealed(keys.space_notes_key(opened.key), sealed, "notes", opened.space.id.bytes)
    )
    return notes


def note_opening(opened: OpenSpace) -> None:
    """Write down, for her eyes, that the space was opened with the words today."""
    known = read_notes(opened)["openings"]
    note_down(opened, "openings", [*known, timezone.localdate().isoformat()][-OPENINGS_SHOWN:])


def note_down(opened: OpenSpace, name: str, value: Any) -> None:
    """Note something in her own space, in the place of what stood there under this name. Raises `SpaceGone`."""
    notes = {**read_notes(opened), name: value}
    key = keys.space_notes_key(opened.key)
    _save(opened.space, notes=seal(key, json.dumps(notes).encode(), "notes", opened.space.id.bytes))


def _save(space: Space, **values: Any) -> None:
    """Change fields of a space; raises `SpaceGone` when it was deleted."""
    if not Space.objects.filter(pk=space.pk).update(**values):
        raise SpaceGone
    for name, value in values.items():
        setattr(space, name, value)


def purge_spaces(today: datetime.date) -> int:
    """Delete spaces past their day, and those that nobody can open any more, in small batches.

    Each batch is looked up and deleted in one transaction, so that a space which is used at this very moment stays.
    The keys of a batch go first. Gives how many spaces went.
    """
    Slot.objects.filter(purge_on__lt=today).delete()
    closed = ~Exists(Slot.objects.filter(space=OuterRef("pk")))
    past = Space.objects.filter(Q(purge_on__lt=today) | closed)
    gone = 0
    while True:
        with transaction.atomic():
            ids = list(past.select_for_update().values_list("pk", flat=True)[:PURGE_BATCH])
            if not ids:
                return gone
            Slot.objects.filter(space__in=ids).delete()
            Space.objects.filter(pk__in=ids).delete()
        gone += len(ids)
