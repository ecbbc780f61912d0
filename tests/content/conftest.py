"""A site with a home page, and nothing kept from another test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Site

from cms.accounts.models import User
from cms.base.models import Stamp, live_stamp
from content import kept
from content.pages.models import HomePage
from tests.factories.content import make_home


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept.forget()
    with translation.override("nl"):  # a request leaves its language behind
        yield
    kept.forget()


@pytest.fixture
def home(db: Any) -> HomePage:
    """The home page of the default site."""
    return make_home()


@pytest.fixture
def editor(db: Any) -> Client:
    """A browser in which somebody who may do everything is signed in."""
    client = Client()
    client.force_login(
        User.objects.create_superuser("redactie", "redactie@example.org", "geheim-geheim-1"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """Give what a page costs when it is made anew in a process that has served others."""

    def count(address: str) -> int:
        made_anew = {"anew": "1"}  # an address with a question in it is never kept
        client.get(address, made_anew)  # the first one of a site makes its settings
        client.get(address, made_anew)
        for _ in range(5):
            caches["default"].clear()  # where Wagtail keeps the sizes of pictures for five minutes
            assert Site.get_site_root_paths()  # kept for an hour
            assert live_stamp()  # read at most every two seconds
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address, made_anew).status_code == 200
            if not any(Stamp._meta.db_table in query["sql"] for query in queries):
                return len(queries)
        pytest.fail("This machine takes more than two seconds for a page, five times in a row.")

    return count
