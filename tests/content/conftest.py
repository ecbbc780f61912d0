"""A site with a home page, and nothing kept from another test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cms.accounts.models import User
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
