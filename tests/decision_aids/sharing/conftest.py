"""Two teams with a helper each who hold the keys, and a visitor who wrote something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from cms.accounts.models import User
from decision_aids.desk import keyring
from decision_aids.desk.models import Member
from decision_aids.sharing.models import Team
from decision_aids.vault import keys, phrase
from tests.decision_aids.conftest import block_id
from tests.factories.visitors import Visitor

PASSPHRASE = "vier losse woorden samen"


@dataclass
class Crew:
    """A team, its helper, and the secret half of the helper's key."""

    team: Team
    helper: User
    secret: bytes


def make_crew(name: str) -> Crew:
    """Make a team with one helper, its key and a recovery sheet."""
    team = Team.objects.create(name=name, about="Wij lezen mee.", answer_days=2)
    helper = User.objects.create_user(username=name.lower(), email=f"{name.lower()}@example.org", first_name=name)
    Member.objects.create(team=team, user=helper)
    secret = keyring.make_helper_key(helper, PASSPHRASE)
    keyring.found_team_key(team, helper, phrase.new_phrase(phrase.SHEET_WORDS))
    return Crew(team, helper, secret)


def add_helper(crew: Crew, name: str, **member: Any) -> Crew:
    """One more helper in a team, with a key of her own that nobody granted anything to yet."""
    helper = User.objects.create_user(username=name.lower(), email=f"{name.lower()}@example.org", first_name=name)
    Member.objects.create(team=crew.team, user=helper, **member)
    return Crew(crew.team, helper, keyring.make_helper_key(helper, PASSPHRASE))


def colleague_of(crew: Crew, name: str) -> Crew:
    """One more helper in a team, who was given its key."""
    added = add_helper(crew, name)
    keyring.grant_to(crew.helper, crew.secret, crew.team.current_epoch(), added.helper)
    return added


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Argon2 run at its least: what it must cost is for the tests of the vault."""
    monkeypatch.setattr(keys, "PASSPHRASE_COST", keys.Cost(passes=1, memory_mib=8))


@pytest.fixture
def crew(db: None) -> Crew:
    """The team that she asks."""
    return make_crew("Noord")


@pytest.fixture
def other_crew(db: None) -> Crew:
    """A team that she does not ask."""
    return make_crew("Zuid")


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """A visitor who wrote a letter."""
    visitor = Visitor()
    visitor.start(aid)
    visitor.send()
    visitor.send({f"{block_id('who-am-i')[:8]}-chosen": block_id("me")})
    visitor.send({f"{block_id('my-letter')[:8]}-text": "Lieve ik, dit is geheim."})
    return visitor


def ask(visitor: Visitor, crew: Crew, question: str, *items: str, **more: str) -> Any:
    """Fill in the page that asks a helper, look at the preview, and send it."""
    visitor.open("/nl/s/share/new/1/")
    chosen = {"team": str(crew.team.pk), "question": question, "answers": [block_id(item) for item in items]}
    visitor.send({**chosen, "preview": "1"})
    nonce = visitor.hidden["nonce"]
    return visitor.send({**chosen, "nonce": nonce, "send": "1", **more})
