"""What the two kinds of database have to be told: to keep nothing of what was deleted, and not to wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection, transaction

HURRY_MS = 300


def forget_deleted() -> None:
    """Once this transaction has ended, empty SQLite's write-ahead log: it still holds what was deleted.

    When somebody else reads at that very moment it stays until the next time, at the latest until the daily purge.
    On PostgreSQL nothing is done: there the deleted key is what makes the rest unreadable.
    """
    transaction.on_commit(_empty_log)


def _empty_log() -> None:
    if connection.vendor != "sqlite":
        return
    with contextlib.suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def in_a_hurry() -> Iterator[None]:
    """Give up at once instead of waiting for others who are writing: raises `OperationalError`."""
    _wait(HURRY_MS)
    try:
        yield
    finally:
        _wait(None)


def _wait(milliseconds: int | None) -> None:
    """Set how long a statement waits for others; None for what the settings say."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
            cursor.execute(f"PRAGMA busy_timeout = {usual if milliseconds is None else milliseconds}")
        else:
            cursor.execute(f"SET lock_timeout = {'DEFAULT' if milliseconds is None else milliseconds}")
