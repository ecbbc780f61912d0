"""A long talk: what is folded away, what stays in sight, and what opens by itself."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from decision_aids.desk import folding
from decision_aids.desk.folding import MANY_ANSWERS, MANY_MESSAGES, NEWEST, by_chapter, fold_talk
from decision_aids.sharing.models import Share
from decision_aids.sharing.rooms import Said
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

LETTER = f"answer-{block_id('my-letter')[:8]}"


def talk_of(sides: str) -> list[Said]:
    """A talk of messages: "o" of the visitor, "t" of the team."""
    return [Said(side, str(place), datetime.date(2026, 11, 23), 9) for place, side in enumerate(sides)]


def answer(chapter: str, **more: bool) -> dict[str, Any]:
    return {"chapter": chapter, "open": False, "newest": False, **more}


@pytest.mark.parametrize(
    ("sides", "earlier"),
    [
        ("ot" * (MANY_MESSAGES // 2), 0),
        ("ot" * 10, 20 - NEWEST),
        ("ot" * 5 + "o" * 6, 9),  # all that she wrote since the team last did, and that
        ("o" * 12, 0),
    ],
)
def test_of_a_long_talk_the_earlier_messages_are_folded_and_none_that_waits(sides: str, earlier: int) -> None:
    talk = talk_of(sides)

    assert fold_talk(talk) == (talk[:earlier], talk[earlier:])


def test_many_answers_are_folded_in_their_chapters_and_few_are_not() -> None:
    few = [answer("Waar je staat")] * MANY_ANSWERS
    many = [*few, answer("Vooruit", newest=True), answer("")]

    assert [(one.title, len(one.answers), one.folded, one.open) for one in by_chapter(many, unfolded=False)] == [
        ("Waar je staat", MANY_ANSWERS, True, False),
        ("Vooruit", 1, True, True),
        ("", 1, False, False),  # shared before the chapter went along
    ]
    assert not any(one.folded for one in by_chapter(many, unfolded=True))
    assert not any(one.folded for one in by_chapter(few, unfolded=False))


@pytest.fixture
def share(writer: Visitor, crew: Crew, monkeypatch: pytest.MonkeyPatch) -> Share:
    """A letter that was shared with something else: many answers, as things are in these tests."""
    monkeypatch.setattr(folding, "MANY_ANSWERS", 1)
    ask(writer, crew, "Wat denk je?", "who-am-i", "my-letter")
    return Share.objects.get()


def folds(client: Client, address: str) -> dict[str, bool]:
    """The folded chapters of a page, and whether each is open; each answer stands in one of them, once."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert len(page.select("article.panel")) == 2
    return {fold.summary.get_text(" ", strip=True): fold.has_attr("open") for fold in page.select("details.fold")}


@pytest.mark.django_db
def test_a_folded_chapter_is_open_where_a_helper_is_busy(share: Share, crew: Crew, desk_of: Unlock) -> None:
    client, path, about = desk_of(crew), f"/desk/{share.pk}/", block_id("my-letter")
    first = folds(client, path)
    whole = folds(client, f"{path}?all=1")

    client.post(f"{path}draft/", {"text": "Half af", "about": about})
    drafted = folds(client, path)
    client.post(f"{path}say/", {"text": "Mooi", "nonce": "1" * 32, "about": about})
    sent = folds(client, path)
    client.post(f"{path}say/", {"text": "Dag", "nonce": "2" * 32, "seen": "2"})
    answered = folds(client, path)

    assert whole == {}
    assert first == answered == {"Begin 2": False}
    assert drafted == sent == {"Begin 2": True}


@pytest.mark.django_db
def test_the_way_to_the_latest_message_leads_to_where_it_stands(share: Share, crew: Crew, desk_of: Unlock) -> None:
    client, path = desk_of(crew), f"/desk/{share.pk}/"

    def ways() -> list[str]:
        page = BeautifulSoup(client.get(path).content, "html.parser")
        return [link["href"] for link in page.select("p.jumps__list a") if page.select_one(link["href"])]

    before = ways()
    client.post(f"{path}say/", {"text": "Mooi", "nonce": "1" * 32, "about": block_id("my-letter")})
    beside = ways()
    client.post(f"{path}say/", {"text": "Dag", "nonce": "2" * 32, "seen": "2"})

    assert (before, beside, ways()) == (["#reply"], [f"#{LETTER}", "#reply"], ["#last", "#reply"])
