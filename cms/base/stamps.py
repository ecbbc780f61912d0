"""Numbers that say whether something kept is still true, read from the database at most every two seconds."""

import time

from django.db import IntegrityError, models, transaction
from django.db.models import F

LIVE = "live"  # all that a visitor can see: pages, facts, helplines, site settings
SECONDS_TRUSTED = 2.0


class StampQuerySet(models.QuerySet):
    """Stamps by name."""

    def bump(self, name: str) -> None:
        """Count one further, so that everything kept under the old number is stale, here at once and elsewhere soon."""
        if not self.filter(name=name).update(number=F("number") + 1):
            try:
                with transaction.atomic(using=self.db):
                    self.create(name=name, number=1)
            except IntegrityError:  # another process made it in between
                self.filter(name=name).update(number=F("number") + 1)
        forget(name)
        # A request that reads before this transaction ends would trust the old number for two seconds more.
        transaction.on_commit(lambda: forget(name), using=self.db)

    def number(self, name: str) -> int:
        """Give the number as it stands in the database now; 0 for a stamp that was never bumped."""
        return self.filter(name=name).values_list("number", flat=True).first() or 0


_read: dict[str, tuple[float, int]] = {}


def current(name: str, stamps: "StampQuerySet") -> int:
    """Give the number of a stamp, no more than two seconds old."""
    now = time.monotonic()
    known = _read.get(name)
    if known is not None and now - known[0] < SECONDS_TRUSTED:
        return known[1]
    number = stamps.number(name)
    _read[name] = (now, number)
    return number


def remember(name: str, number: int) -> None:
    """Take note of a number that was read along with something else."""
    _read[name] = (time.monotonic(), number)


def known(name: str) -> int | None:
    """Give the number if it was read less than two seconds ago, without asking the database."""
    entry = _read.get(name)
    if entry is not None and time.monotonic() - entry[0] < SECONDS_TRUSTED:
        return entry[1]
    return None


def forget(name: str) -> None:
    """Read the number anew the next time somebody asks."""
    _read.pop(name, None)
