"""Helpers in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client

from tests.decision_aids.sharing.conftest import PASSPHRASE, Crew, _quick_passphrases, crew, other_crew, writer

__all__ = ["_quick_passphrases", "crew", "other_crew", "writer"]

Unlock: TypeAlias = Callable[[Crew], Client]


def sign_in(who: Crew) -> Client:
    """A browser in which a helper is signed in, with the desk still locked."""
    client = Client()
    client.force_login(who.helper, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk_of(db: None) -> Unlock:
    """Sign a helper in and unlock her desk."""

    def unlock(who: Crew) -> Client:
        client = sign_in(who)
        response = client.post("/desk/unlock/", {"passphrase": PASSPHRASE})
        assert response.status_code == 302, response.content.decode()
        return client

    return unlock
