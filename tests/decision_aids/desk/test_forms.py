"""What a new desk passphrase has to be: long enough, typed twice, and another one than the sign-in password."""

from __future__ import annotations

import pytest

from cms.accounts.models import User
from decision_aids.desk.forms import SetupForm

PASSWORD, OTHER = "het wachtwoord om aan te melden", "vier losse woorden samen"


@pytest.mark.parametrize(
    ("first", "again", "wrong"),
    [
        (OTHER, OTHER, {}),
        (OTHER[:15], OTHER[:15], {}),
        (OTHER[:14], OTHER[:14], {"passphrase": ["min_length"]}),
        (OTHER, OTHER.upper(), {"again": [""]}),
        (PASSWORD, PASSWORD, {"passphrase": [""]}),
        (PASSWORD, OTHER, {"passphrase": [""], "again": [""]}),
        ("", OTHER, {"passphrase": ["required"]}),
        (OTHER, "", {"again": ["required"]}),
    ],
)
def test_a_new_passphrase_is_long_typed_twice_and_no_password(
    first: str, again: str, wrong: dict[str, list[str]]
) -> None:
    user = User(username="noord")
    user.set_password(PASSWORD)

    form = SetupForm({"passphrase": first, "again": again}, user=user)

    assert {name: [one.code or "" for one in found.as_data()] for name, found in form.errors.items()} == wrong
