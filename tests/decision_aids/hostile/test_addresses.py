"""Addresses that nobody was given, and ways of asking that no page of hers uses."""

from __future__ import annotations

import pytest

from tests.decision_aids.conftest import block_id
from tests.decision_aids.hostile.pages import (
    MARK,
    assert_clear_page,
    assert_nothing_lost,
)
from tests.decision_aids.journeys.test_wizard import field
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

STRANGE_ADDRESSES = [
    "/nl/s/2/",
    "/nl/s/0/",
    "/nl/s/9999/",
    "/nl/s/10000/",
    "/nl/s/99999999999999999999/",
    "/nl/s/" + "9" * 5_000 + "/",
    "/nl/s/-1/",
    "/nl/s/1/0/",
    "/nl/s/1/zzzzzzzz/",
    "/nl/s/1/00000000/",
    "/nl/s/1/00000000/00000000/",
    "/nl/s/99999/00000000/",
    "/nl/s/2/read/",
    "/nl/s/99999999999999999999/read/",
    "/nl/s/99999999999999999999/read/pdf/",
    "/nl/s/99999999999999999999/newer/",
    "/nl/s/share/new/99999999999999999999/",
    "/nl/s/share/00000000/",
    "/nl/s/share/00000000/withdraw/",
    "/nl/s/two/00000000/",
    "/nl/s/two/00000000/agree/",
    "/nl/s/two/00000000/stop/",
    "/nl/s/two/new/99999999999999999999/",
    "/nl/s/%00/",
    "/nl/s/1/%ff%fe/",
    "/nl/s/1/..%2f..%2fetc/",
    "/nl/s/nergens/",
    "/nl/s/1/?stap=%00%ff&stap=" + "x" * 2_000,
]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_strange_address_gives_a_clear_page(writer: Visitor, method: str) -> None:
    send = getattr(writer.client, method)
    data = {**writer.hidden, field("my-letter", "text"): f"{MARK} iets"} if method == "post" else {}

    for path in STRANGE_ADDRESSES:
        response = send(path, data, follow=method == "get")
        if method == "head":
            assert (response.status_code in (200, 302, 404), response.content) == (True, b""), path
        else:
            assert_clear_page(response)
    assert_nothing_lost(writer)


def test_opening_what_only_a_form_sends_leads_to_the_page_with_the_form(writer: Visitor) -> None:
    forms = {"start/": "1/", "keep/words/": "keep/", "keep/days/": "keep/", "keep/devices/": "keep/"}

    for path, leads_to in forms.items():
        writer.open(f"/nl/s/{path}")
        assert writer.address == f"/nl/s/{leads_to}"
        assert_clear_page(writer.page, 200)


def test_sending_a_form_to_what_is_only_read_is_refused_with_a_page(writer: Visitor) -> None:
    for path in ("1/", "1/read/", "1/read/pdf/", "keep/", "closed/"):
        response = writer.client.post(f"/nl/s/{path}", {**writer.hidden, "text": MARK})
        assert_clear_page(response, 405)
        assert "GET" in response.headers["Allow"]
    assert_nothing_lost(writer)


def test_another_method_is_refused_with_a_page(writer: Visitor) -> None:
    for method in ("put", "delete", "patch", "options", "trace"):
        for path in ("", "start/", "1/", "keep/", "keep/words/", "return/", f"1/{block_id('mine')[:8]}/"):
            assert_clear_page(getattr(writer.client, method)(f"/nl/s/{path}"), 405)
    assert_nothing_lost(writer)


def test_head_answers_like_get_without_a_body(writer: Visitor) -> None:
    for path in ("", "1/", "1/read/", "keep/", "return/", "closed/", f"1/{block_id('mine')[:8]}/"):
        response = writer.client.head(f"/nl/s/{path}")
        assert (response.status_code, response.content) in ((200, b""), (302, b""))
