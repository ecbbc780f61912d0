"""Tells the machine that watches over the site whether it runs, and whether it can do its work."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def alive(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is asked."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and is up to date: 200 or 503."""
    try:
        behind = not _up_to_date()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    if behind:
        return HttpResponse("migrations are waiting\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


_seen: set[str] = set()


def _up_to_date() -> bool:
    """Say whether every migration was run. Once that is so it stays so, and the database only has to answer."""
    if "migrated" in _seen:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    _seen.add("migrated")
    return True
