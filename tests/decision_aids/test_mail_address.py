"""The one thing of hers that the server itself can open: where the mail goes that she asked for. Nothing else comes with it."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from tests.decision_aids.desk.conftest import desk_of
from tests.decision_aids.sharing.conftest import _quick_passphrases, crew, other_crew, writer
from tests.decision_aids.spying import Knowledge, everything_stored
from tests.decision_aids.test_administrator import WRITTEN, Day, day
from tests.factories.visitors import Visitor

__all__ = ["_quick_passphrases", "crew", "day", "desk_of", "other_crew", "writer"]

pytestmark = pytest.mark.django_db
ADDRESS = "adreswoord@example.org"


def ask_for_mail(day: Day, writer: Visitor) -> None:
    writer.open(f"/nl/s/share/{day.share.short}/mail/")
    writer.send({"address": ADDRESS})


def test_with_every_secret_of_the_server_the_address_opens_and_nothing_else(day: Day, writer: Visitor) -> None:
    ask_for_mail(day, writer)

    known = Knowledge(day.spy.steps, everything_stored())

    plain = json.dumps({"to": ADDRESS, "in": "nl"}).encode()
    assert [plain in step.gives for step in known.opened] == [True]
    assert [word for word in WRITTEN if known.tells(word)] == []


def test_the_database_alone_does_not_tell_the_address(day: Day, writer: Visitor) -> None:
    ask_for_mail(day, writer)

    known = Knowledge(day.spy.steps, [one for one in everything_stored() if one != settings.VAULT_PEPPER])

    assert known.opened == []
    assert not known.tells(ADDRESS)


def test_when_she_takes_it_back_the_address_is_stored_no_more(day: Day, writer: Visitor) -> None:
    ask_for_mail(day, writer)
    writer.open(f"/nl/s/share/{day.share.short}/mail/")
    writer.send({"off": "1"})

    stored = everything_stored()
    opened = Knowledge(day.spy.steps, stored).opened  # also what only an older copy of the database still holds

    assert len(opened) == 1
    assert [step for step in opened if any(step.sealed in one for one in stored)] == []
