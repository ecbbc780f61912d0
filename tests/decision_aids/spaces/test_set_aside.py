"""A page that answers a form is put aside: she gets it at another address, and nobody else does."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from decision_aids.spaces import set_aside
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.conftest import block_id
from tests.decision_aids.journeys.test_wizard import address, field
from tests.decision_aids.spaces.test_keeping import ask_for_words, take_words
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
SECRET = "Niemand mag dit lezen"
TOO_LONG = SECRET + "x" * 20_000
LETTER = field("my-letter", "text")


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """Somebody at her letter, whose client stays where the answer to a form is."""
    visitor = Visitor()
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.client.__class__ = Client
    return visitor


@pytest.fixture
def refused(writer: Visitor) -> str:
    """The address where her refused letter is shown."""
    answer = writer.client.post(address("mine"), {**writer.hidden, LETTER: TOO_LONG})
    assert (answer.status_code, answer.content) == (303, b"")
    return str(answer.headers["Location"])


def on_disk() -> bytes:
    """All that lies in the folder of what is put aside."""
    folder = Path(settings.CACHES["aside"]["LOCATION"])
    return b"".join(path.read_bytes() + path.name.encode() for path in folder.iterdir())


def test_a_refused_step_comes_back_with_what_she_typed(writer: Visitor, refused: str) -> None:
    page = writer.client.get(refused)

    assert refused.startswith(f"{address('mine')}?again=")
    assert page.status_code == 422
    assert TOO_LONG in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert writer.client.get(refused).content == page.content  # on a reload too


def test_what_is_sent_from_there_is_taken_in_and_the_page_is_let_go(writer: Visitor, refused: str) -> None:
    writer.open(refused)

    writer.send({LETTER: "Korter"})

    assert writer.address == address("done")
    writer.open(refused)
    assert writer.page.status_code == 200
    assert "Korter" in writer.html
    assert SECRET not in writer.html


def test_a_page_goes_when_the_next_takes_its_place(writer: Visitor, refused: str) -> None:
    writer.open(refused)

    writer.send({LETTER: TOO_LONG + "y"})

    assert writer.page.status_code == 422
    assert writer.address != refused
    assert writer.client.get(refused).status_code == 200


def test_seven_words_are_on_no_page_once_they_are_taken(writer: Visitor) -> None:
    words, asked = ask_for_words(writer)
    wrong = writer.address

    writer.send(dict.fromkeys(asked, "fout"))
    shown = writer.address
    writer.send(asked)

    assert "?again=" in wrong
    assert "?again=" in shown
    assert writer.address.startswith("/nl/s/keep/")
    usual = words_of(writer.html)  # some of them may be on any page
    for address_of_words in (wrong, shown):
        writer.open(address_of_words)
        assert set(words) & (words_of(writer.html) - usual) == set()


def words_of(html: str) -> set[str]:
    """All the words of a page."""
    return set(re.findall(r"\w+", html))


@pytest.mark.parametrize("who", ["nobody", "another space", "after the exit"])
def test_the_address_alone_gives_nothing(writer: Visitor, refused: str, aid: Any, who: str) -> None:
    reader = Visitor()
    if who == "another space":
        reader.start(aid)
    elif who == "after the exit":
        reader = writer
        reader.leave()

    reader.open(refused)

    assert reader.page.status_code == 200
    assert SECRET not in reader.html


def test_a_space_that_was_shut_from_elsewhere_gives_nothing(writer: Visitor, refused: str) -> None:
    words = take_words(writer)
    phone = Visitor()
    phone.open("/nl/s/return/")
    phone.send({"words": " ".join(words)})
    phone.open("/nl/s/keep/")
    phone.send(address="/nl/s/keep/devices/")

    writer.open(refused)

    assert writer.address == "/nl/s/closed/"
    assert SECRET not in writer.html
    assert caches["aside"].get("anything") is None


def test_a_page_is_given_at_its_own_address_only(writer: Visitor, refused: str) -> None:
    elsewhere = refused.replace(address("mine"), address("who"))

    assert SECRET not in writer.client.get(elsewhere).content.decode()


def test_wrong_words_are_given_back_once(writer: Visitor) -> None:
    stranger = Client(headers={"sec-fetch-site": "same-origin"})
    answer = stranger.post("/nl/s/return/", {"words": SECRET})
    where = answer.headers["Location"]

    first, second = stranger.get(where), stranger.get(where)

    assert (answer.status_code, first.status_code, second.status_code) == (303, 422, 200)
    assert SECRET in first.content.decode()
    assert SECRET not in second.content.decode()
    assert 'name="words"' in second.content.decode()


def test_what_is_typed_in_a_closed_space_is_given_back_once(writer: Visitor) -> None:
    cookie, form = writer.cookie, writer.hidden
    writer.leave()
    other_tab = Client(headers={"sec-fetch-site": "same-origin"})
    other_tab.cookies["s"] = cookie

    where = other_tab.post(address("mine"), {**form, LETTER: SECRET}).headers["Location"]

    first = other_tab.get(where)
    assert (first.status_code, SECRET in first.content.decode()) == (410, True)
    assert SECRET not in other_tab.get(where, follow=True).content.decode()


def test_deleting_everything_is_told_to_a_browser_without_a_cookie(writer: Visitor) -> None:
    writer.open("/nl/s/keep/delete/")

    answer = writer.client.post("/nl/s/keep/delete/", writer.hidden)

    assert answer.status_code == 303
    assert answer.cookies["s"].value == ""
    assert writer.client.get(answer.headers["Location"]).templates == []
    assert writer.client.get(answer.headers["Location"], follow=True).redirect_chain[-1][0] == "/nl/s/closed/"


@pytest.mark.parametrize(
    ("method", "path", "data", "status"),
    [
        ("post", "/nl/s/1/read/", {"x": SECRET}, 405),
        ("post", "/nl/s/nergens/", {"x": SECRET}, 404),
        ("post", "/nl/s/start/", {"aid": SECRET}, 410),
        ("post", "/nl/s/1/00000000/", {"x": SECRET}, 403),
        ("post", "/nl/s/return/", {"words": SECRET + "x" * 300_000}, 413),
    ],
)
def test_errors_are_no_answer_to_a_form_either(
    writer: Visitor, method: str, path: str, data: dict[str, str], status: int
) -> None:
    answer = getattr(writer.client, method)(path, data)

    assert answer.status_code == 303
    assert writer.client.get(answer.headers["Location"]).status_code == status


def test_a_failure_of_ours_is_no_answer_to_a_form_either(writer: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("decision_aids.journeys.wizard.write", fail)
    writer.client.raise_request_exception = False

    answer = writer.client.post(address("mine"), {**writer.hidden, LETTER: SECRET})

    assert answer.status_code == 303
    assert writer.client.get(answer.headers["Location"]).status_code == 500


def test_the_exit_and_a_form_from_elsewhere_are_answered_at_once(writer: Visitor) -> None:
    elsewhere = Client(headers={"sec-fetch-site": "cross-site"})

    assert elsewhere.post(address("mine"), {LETTER: SECRET}).status_code == 403
    assert writer.leave().status_code == 200


def test_what_lies_there_is_sealed(refused: str) -> None:
    found = on_disk()
    token = refused.partition("again=")[2]

    assert len(found) > 20_000
    assert SECRET.encode() not in found
    assert b"letter" not in found.lower()
    assert token.encode() not in found


def test_what_is_over_is_deleted_by_the_next_and_by_the_daily_purge(writer: Visitor, refused: str) -> None:
    with time_machine.travel(time.time() + 61 * 60):
        assert SECRET not in writer.client.get(refused, follow=True).content.decode()
        purge_all()

        assert on_disk() == b""


def test_a_page_is_shown_at_once_when_it_can_be_put_nowhere(writer: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["aside"], "_max_entries", 0)

    page = writer.client.post(address("mine"), {**writer.hidden, LETTER: TOO_LONG})

    assert page.status_code == 422
    assert TOO_LONG in page.content.decode()


def test_unbound_pages_live_shorter_than_those_of_an_open_space() -> None:
    assert set_aside.UNBOUND_MINUTES < set_aside.IDLE_MINUTES
