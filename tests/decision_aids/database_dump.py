"""The whole database as somebody who stole it has it: every value of every row, and the bytes of its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

OF_VISITORS = ("spaces_", "journeys_", "sharing_", "comparing_", "desk_", "django_session")


def all_rows(beginning: tuple[str, ...] = ("",)) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, by table; or of those whose name begins so."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(beginning):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of the database)
            rows[table] = [tuple(_plain(value) for value in row) for row in cursor.fetchall()]
    return rows


def byte_strings(rows: dict[str, list[tuple[Any, ...]]], *, of_visitors: bool) -> set[bytes]:
    """What stands in the tables that visitors write in, or in all the others."""
    found = set()
    for table, values in rows.items():
        if table.startswith(OF_VISITORS) is of_visitors:
            found |= {_bytes(value) for row in values for value in row if value is not None}
    return found


def visitor_rows() -> dict[str, list[tuple[Any, ...]]]:
    """The rows that visitors make, in an order that does not depend on when they were written."""
    tables = ("spaces_", "journeys_", "sharing_share", "sharing_message", "sharing_readerkey")
    return {table: sorted(values, key=repr) for table, values in all_rows(tables).items()}


def files_of_the_database() -> list[Path]:
    """The SQLite file and what lies beside it."""
    path = Path(connection.settings_dict["NAME"])
    return [found for found in (path, *path.parent.glob(f"{path.name}-*")) if found.exists()]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return str(value).encode()
