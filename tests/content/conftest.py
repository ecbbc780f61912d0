"""A site with a home page, and nothing kept from another test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from content import kept
from content.pages.models import HomePage
from tests.factories.content import make_home


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def home(db: Any) -> HomePage:
    """The home page of the default site."""
    return make_home()
