"""What is deleted every day because its time is over. Each room adds what it knows of."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils import timezone

from cms.base.models import Stamp
from decision_aids.spaces.database import forget_deleted
from decision_aids.spaces.services import purge_spaces

Purge = Callable[[datetime.date], int]
purges: dict[str, Purge] = {"spaces": purge_spaces}
"""By name of what goes; each is given today, deletes in small batches, and gives how many went."""

LAST_PURGE = "purge"  # the stamp that says on which day (as an ordinal) the purge last ended


def daily(name: str) -> Callable[[Purge], Purge]:
    """Have something purged every day. Use it as a decorator."""

    def add(purge: Purge) -> Purge:
        purges[name] = purge
        return purge

    return add


def purge_all() -> dict[str, int]:
    """Delete all that is past its day; gives how many of what. A second time finds nothing.

    On SQLite the write-ahead log is emptied afterwards, because it still holds what was deleted.
    """
    today = timezone.localdate()
    gone = {name: purge(today) for name, purge in purges.items()}
    Stamp.objects.update_or_create(name=LAST_PURGE, defaults={"number": today.toordinal()})
    forget_deleted()
    return gone


def days_since_purge() -> int | None:
    """How many days ago the purge last ended; None when it never ran."""
    number = Stamp.objects.number(LAST_PURGE)
    return timezone.localdate().toordinal() - number if number else None
