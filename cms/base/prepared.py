"""Queries that are built once in a process and asked many times.

Building a query with the ORM costs several times what asking it costs. Where a page asks the same thing each time, what
the ORM wrote is kept, with a place for each value that differs. The connection is looked up once for each asking: Django's
own `connection` looks it up anew at every touch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.subqueries import UpdateQuery


class Blank(Expression):
    """A place in a prepared query, for a value of the kind that `output_field` keeps."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared:
    """One query. `build` gives a `values_list` with a `Blank` for each value that differs.

    `binary` is for a row of large bytes: PostgreSQL sends them as they are instead of in hexadecimal digits, which take
    five times as long to read. A row with JSON in it cannot be sent so, because Django reads that from text.
    """

    def __init__(self, build: Callable[[], QuerySet], *, binary: bool = False) -> None:
        self._build = build
        self._binary = binary
        self._written: dict[str, tuple[str, list[Any], list[tuple[int, list[Any], Any]]]] = {}

    def first(self, **values: Any) -> list[Any] | None:
        """The first row for these values, in the shapes that the fields of the models give; None without one."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write(connection)
        sql, parameters, converters = written
        with open_cursor(connection, binary=self._binary) as cursor:
            cursor.execute(sql, fill(parameters, values, connection))
            found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, functions, expression in converters:
            value = row[place]
            for convert in functions:
                value = convert(value, expression, connection)
            row[place] = value
        return row

    def _write(self, connection: BaseDatabaseWrapper) -> tuple[str, list[Any], list[tuple[int, list[Any], Any]]]:
        query = self._build().query
        query.clear_ordering(force=True)
        query.set_limits(high=1)
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        found = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return (
            sql,
            list(parameters),
            [(place, functions, expression) for place, (functions, expression) in found.items()],
        )


class PreparedUpdate:
    """One UPDATE. `build` gives the rows, with a `Blank` for each value that differs; `changes` are fields and blanks."""

    def __init__(self, build: Callable[[], QuerySet], **changes: Blank) -> None:
        self._build = build
        self._changes = changes
        self._written: dict[str, tuple[str, Sequence[Any]]] = {}

    def run(self, **values: Any) -> int:
        """Change the rows that these values find; gives how many."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write(connection)
        sql, parameters = written
        with open_cursor(connection) as cursor:
            cursor.execute(sql, fill(parameters, values, connection))
            return int(cursor.rowcount)

    def _write(self, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[Any]]:
        query = self._build().query.chain(UpdateQuery)
        query.add_update_values(self._changes)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        return sql, parameters


class SqliteCursor(SQLiteCursorWrapper):
    """Django's, which looks through each query for the places of its values; a prepared one is looked through once."""

    _looked_through: ClassVar[dict[str, str]] = {}

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        known = self._looked_through.get(query)
        if known is None:
            known = self._looked_through[query] = super().convert_query(query, param_names=param_names)
        return known


def open_cursor(connection: BaseDatabaseWrapper, *, binary: bool = False) -> Any:
    """Django's cursor; on PostgreSQL the values go beside the query, bytes as they are, and not written into it."""
    cursor = connection.cursor()
    if connection.vendor == "sqlite":
        cursor.cursor = connection.connection.cursor(SqliteCursor)
    if connection.vendor == "postgresql":
        psycopg = connection.Database
        cursor.cursor = psycopg.Cursor(connection.connection)
        cursor.cursor.format = psycopg.pq.Format(binary)
    return cursor


def fill(parameters: Sequence[Any], values: Mapping[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """The parameters of a query with a value in each blank, as the database takes it."""
    return [
        given.output_field.get_db_prep_value(values[given.name], connection) if isinstance(given, Blank) else given
        for given in parameters
    ]
