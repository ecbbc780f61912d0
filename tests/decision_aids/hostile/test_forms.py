"""Broken bodies, the forms of her space, and cookies that somebody else made."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import quote

import pytest

from decision_aids.spaces.models import Slot, Space
from tests.decision_aids.database_dump import visitor_rows
from tests.decision_aids.hostile.pages import (
    BROKEN,
    KEPT_LETTER,
    MARK,
    NASTY,
    SCRIPT,
    assert_clear_page,
    assert_nothing_lost,
)
from tests.decision_aids.journeys.test_wizard import address, field
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db


KINDS_OF_BODY = (
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded; charset=latin-1",
    "application/x-www-form-urlencoded; charset=niets",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "multipart/mixed; boundary=" + "x" * 300,
    "",
    "image/png",
)
BODIES = (json.dumps({"token": MARK}), f"--x\r\nContent-Disposition: form-data; name={MARK}", MARK, "")
FORMS = ("1/00000000/", "return/", "keep/words/", "keep/days/", "keep/delete/", "start/", "share/new/1/", "1/newer/")


@pytest.mark.parametrize("kind", KINDS_OF_BODY, ids=lambda kind: kind[:40])
def test_another_kind_of_body_is_refused_with_a_page(writer: Visitor, kind: str) -> None:
    for path in (address("mine"), *(f"/nl/s/{form}" for form in FORMS)):
        for body in BODIES:
            response = writer.client.generic("POST", path, body, content_type=kind)
            assert_clear_page(response, 302, 400, 403, 410, 422)
    assert_nothing_lost(writer)


@pytest.mark.parametrize("what", list(BROKEN))
def test_broken_encoding_is_read_as_well_as_it_can_be(writer: Visitor, what: str) -> None:
    token = "&".join(f"{name}={quote(value)}" for name, value in writer.hidden.items()).encode()
    name = field("my-letter", "text").encode()

    response = writer.client.post(
        address("mine"), token + b"&" + name + b"=" + BROKEN[what], content_type="application/x-www-form-urlencoded"
    )

    assert_clear_page(response, 302)
    writer.open("/nl/s/1/read/")
    assert MARK in writer.html


def test_a_file_in_place_of_a_text_is_not_taken(writer: Visitor) -> None:
    upload = io.BytesIO(b"\x89PNG\r\n\x1a\n" + MARK.encode())
    upload.name = "brief.png"

    response = writer.client.post(address("mine"), {**writer.hidden, field("my-letter", "text"): upload})

    assert_clear_page(response, 302, 422, 409)
    rows = json.dumps(visitor_rows(), default=repr)
    assert MARK not in rows


ALL_NASTY = [*NASTY.values(), MARK * 5_000]


def test_nasty_words_give_a_clear_page(writer: Visitor) -> None:
    for typed in ALL_NASTY:
        assert_clear_page(writer.client.post("/nl/s/return/", {"words": typed}), 422)
    assert_nothing_lost(writer)


def test_nasty_text_in_the_forms_of_keeping_gives_a_clear_page(writer: Visitor) -> None:
    writer.open("/nl/s/keep/")
    token = writer.hidden["token"]

    for typed in ALL_NASTY:
        for path, data in {"words/": {"sealed": typed}, "days/": {"days": typed}, "devices/": {"x": typed}}.items():
            response = writer.client.post(f"/nl/s/keep/{path}", {"token": token, **data}, follow=True)
            assert_clear_page(response, 200, 403, 422)
        assert_clear_page(writer.client.post("/nl/s/keep/days/", {"token": typed, "days": "30"}), 403)
    assert_clear_page(writer.client.post("/nl/s/keep/words/", {"token": token, "sealed": "AAAA"}), 403)
    assert_nothing_lost(writer)


def test_nasty_text_typed_back_for_the_words_gives_a_clear_page(writer: Visitor) -> None:
    writer.open("/nl/s/keep/")
    writer.send(address="/nl/s/keep/words/")

    for typed in ALL_NASTY:
        writer.send({"first": typed, "second": typed}, address="/nl/s/keep/words/")
        assert_clear_page(writer.page, 422)
    assert Slot.objects.phrases().count() == 0


@pytest.mark.parametrize(
    "aid_key", ["", "x", "\x00", "0" * 36, "00000000-0000-0000-0000-000000000000", MARK * 500, SCRIPT]
)
def test_starting_an_aid_that_is_not_there_stores_nothing(aid: Any, visitor: Visitor, aid_key: str) -> None:
    response = visitor.client.post("/nl/s/start/", {"aid": aid_key})

    assert_clear_page(response, 410)
    assert (Space.objects.count(), visitor.cookie) == (0, "")


FORGED = [
    "",
    "x",
    "A" * 43,
    "A" * 42,
    "A" * 44,
    "-" * 43,
    "é" * 43,
    "A" * 5_000,
    "../../etc",
    '"',
    "A" * 42 + "=",
    "%00" * 14,
]


@pytest.mark.parametrize("cookie", FORGED, ids=lambda cookie: cookie[:12])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_cookie_is_like_none(writer: Visitor, cookie: str, method: str) -> None:
    stranger = Visitor()
    stranger.client.raise_request_exception = False

    response = getattr(stranger.client, method)(
        address("mine"), {field("my-letter", "text"): MARK}, headers={"cookie": f"s={cookie}"}
    )

    assert response.status_code == (410 if method == "post" else 302)
    assert_clear_page(response)
    assert response.cookies == {}
    assert KEPT_LETTER not in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c[:-1],
        lambda c: c[:-1] + ("A" if c[-1] != "A" else "B"),
        lambda c: c[1:] + c[0],
        lambda c: c + c,
        str.swapcase,
    ],
)
def test_a_cookie_that_was_changed_opens_nothing(writer: Visitor, change: Any) -> None:
    response = writer.client.get("/nl/s/1/read/", headers={"cookie": f"s={change(writer.cookie)}"})

    assert KEPT_LETTER not in response.content.decode()
    assert response.status_code == 302
    assert_nothing_lost(writer)


def test_of_two_cookies_of_the_same_name_no_mixture_is_made(writer: Visitor, aid: Any) -> None:
    other = Visitor()
    other.start(aid)

    for both in (f"s={writer.cookie}; s={other.cookie}", f"s={other.cookie}; s={writer.cookie}"):
        response = other.client.get("/nl/s/1/", headers={"cookie": both})
        assert_clear_page(response, 200)
    assert Space.objects.count() == 2
