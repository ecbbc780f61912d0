"""Steps as screens: what she sees, what is kept, where she can go."""

from __future__ import annotations

from typing import Any

import pytest

from decision_aids.journeys.models import Journey
from decision_aids.spaces.models import Slot, Space
from tests.decision_aids.conftest import block_id
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


def field(item: str, suffix: str) -> str:
    """The name of a field of an exercise."""
    return f"{block_id(item)[:8]}-{suffix}"


def address(step: str, number: int = 1) -> str:
    """The address of a step of her journey."""
    return f"/nl/s/{number}/{block_id(step)[:8]}/"


def test_looking_around_stores_nothing_and_sets_no_cookie(aid: Any, visitor: Visitor) -> None:
    for path in ("/nl/s/", "/nl/s/return/", "/nl/s/closed/", "/nl/s/1/", address("who")):
        visitor.open(path)

    assert visitor.cookie == ""
    assert (Space.objects.count(), Slot.objects.count()) == (0, 0)


def test_starting_leads_to_the_first_step(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)

    assert visitor.address == address("welcome")
    assert len(visitor.cookie) == 43
    assert "Hallo daar." in visitor.html
    assert Journey.objects.count() == 1


def test_starting_twice_goes_on_with_the_same_journey(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send({"go": "next"})
    visitor.start(aid)

    assert visitor.address == address("who")
    assert Journey.objects.count() == 1


def test_an_answer_chooses_the_path_and_going_back_chooses_another(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    assert visitor.address == address("mine")
    visitor.send({field("my-letter", "text"): "Een brief van mij"})
    assert visitor.address == address("done")

    visitor.open(address("who"))
    visitor.send({field("who-am-i", "chosen"): block_id("partner")})
    assert visitor.address == address("theirs")
    visitor.open("/nl/s/1/read/")
    assert "Een brief van mij" not in visitor.html

    visitor.open(address("who"))
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.open("/nl/s/1/read/")
    assert "Een brief van mij" in visitor.html


def test_an_answer_off_the_path_opens_no_step(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.send({field("my-letter", "text"): "Geheim"})
    visitor.open(address("who"))
    visitor.send({field("who-am-i", "chosen"): block_id("partner")})

    visitor.open(address("mine"))

    assert visitor.address == address("theirs")


@pytest.mark.parametrize("step", ["done", "mine", "theirs"])
def test_a_step_ahead_leads_to_where_she_is(aid: Any, visitor: Visitor, step: str) -> None:
    visitor.start(aid)

    visitor.open(address(step))

    assert visitor.address == address("welcome")


@pytest.mark.parametrize("path", ["/nl/s/1/00000000/", "/nl/s/1/ffffffff/"])
def test_an_unknown_step_leads_to_where_she_is(aid: Any, visitor: Visitor, path: str) -> None:
    visitor.start(aid)

    visitor.open(path)

    assert visitor.address == address("welcome")


def test_a_post_to_a_hidden_step_changes_nothing(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    revision = Journey.objects.get().revision

    visitor.send({field("their-letter", "text"): "Hoort hier niet"}, address=address("theirs"))

    assert visitor.page.status_code == 409
    assert "Hoort hier niet" in visitor.html
    assert Journey.objects.get().revision == revision


def test_a_foreign_choice_is_refused_and_typed_text_stays(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()

    page = visitor.send({field("who-am-i", "chosen"): "iets-anders"})

    assert page.status_code == 422
    assert visitor.address == address("who")


def test_too_long_a_text_is_refused_and_stays_in_the_field(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})

    page = visitor.send({field("my-letter", "text"): "lang " * 5_000})

    assert page.status_code == 422
    assert "lang lang" in visitor.html


def test_skipping_goes_on_and_keeps_nothing(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()

    visitor.send({"go": "skip"})

    assert visitor.address == address("done")


def test_sending_a_step_twice_is_like_sending_it_once(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    data = {**visitor.hidden, field("who-am-i", "chosen"): block_id("me")}
    first = visitor.client.post(address("who"), data)
    second = visitor.client.post(address("who"), data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"] == address("mine")


def test_two_tabs_on_one_step_show_both_texts(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    name = field("my-letter", "text")
    old_tab = visitor.hidden
    visitor.send({name: "De eerste tekst"})

    answer = visitor.client.post(address("mine"), {**old_tab, name: "De tweede tekst"})

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "De eerste tekst" in shown
    assert "De tweede tekst" in shown
    visitor.page = answer
    visitor.send({name: "De tweede tekst", "go": "next"}, address=address("mine"))
    visitor.open("/nl/s/1/read/")
    assert "De tweede tekst" in visitor.html
    assert "De eerste tekst" not in visitor.html


def test_leaving_in_one_tab_gives_the_text_of_the_other_back(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    cookie, form = visitor.cookie, visitor.hidden
    visitor.leave()
    other_tab = Visitor(cookie)

    page = other_tab.client.post(address("mine"), {**form, field("my-letter", "text"): "Nog niet bewaard"})

    assert page.status_code == 410
    assert "Nog niet bewaard" in page.content.decode()


def test_leaving_answers_with_a_page_that_moves_on_and_takes_the_cookie(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)

    page = visitor.leave()

    assert page.status_code == 200
    assert 'http-equiv="refresh"' in visitor.html
    assert page.cookies["s"].value == ""
    assert page.cookies["s"]["max-age"] == 0
    assert Space.objects.count() == 0


def test_a_forged_cookie_opens_nothing_and_is_not_adopted(aid: Any) -> None:
    stranger = Visitor("A" * 43)

    stranger.open("/nl/s/1/")
    assert stranger.address == "/nl/s/closed/"
    stranger.start(aid)
    assert stranger.cookie != "A" * 43


def test_a_step_is_one_query_to_show_and_two_to_save(
    aid: Any, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.start(aid)
    visitor.send()
    visitor.open(address("who"))
    data = {**visitor.hidden, field("who-am-i", "chosen"): block_id("me")}

    with django_assert_num_queries(1):
        visitor.client.get(address("who"))
    with django_assert_num_queries(2):
        visitor.client.post(address("who"), data)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused(aid: Any, visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.start(aid)
    data = visitor.hidden
    visitor.client.defaults.pop("HTTP_SEC_FETCH_SITE", None)

    for path in ("/nl/s/start/", "/nl/s/", "/nl/s/return/", address("welcome")):
        assert visitor.client.post(path, data, headers=headers).status_code == 403

    assert Space.objects.count() == 1


def test_a_form_without_the_token_of_the_space_is_refused(aid: Any, visitor: Visitor) -> None:
    visitor.start(aid)

    assert visitor.client.post(address("welcome"), {"go": "next"}).status_code == 403
