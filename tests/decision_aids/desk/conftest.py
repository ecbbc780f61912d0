"""Helpers in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, crew, other_crew, writer

__all__ = ["crew", "other_crew", "writer"]


@pytest.fixture
def desk_of(db: None) -> Callable[[Crew], Client]:
    """Sign a helper in and unlock her desk."""

    def unlock(who: Crew) -> Client:
        client = Client()
        client.force_login(who.helper, backend="allauth.account.auth_backends.AuthenticationBackend")
        response = client.post("/desk/unlock/", {"passphrase": PASSPHRASE})
        assert response.status_code == 302, response.content.decode()
        return client

    return unlock
