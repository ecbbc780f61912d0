"""Health: alive says that we run, ready says that we can work."""

import pytest
from django.db import OperationalError, connection

from cms.base import health


def test_alive_answers_without_the_database(client):
    response = client.get("/livez")

    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"alive\n", "no-store")


@pytest.mark.django_db
def test_ready_asks_the_database_and_later_only_whether_it_answers(client, django_assert_num_queries):
    health._seen.clear()
    assert client.get("/readyz").content == b"ready\n"

    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [set(), {"migrated"}])
def test_ready_says_that_the_database_is_away(client, monkeypatch, seen):
    monkeypatch.setattr(health, "_seen", seen)

    def away(execute, *arguments):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db
def test_ready_says_that_migrations_are_waiting(client, monkeypatch):
    monkeypatch.setattr(health, "_seen", set())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'library'")

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations are waiting\n")
