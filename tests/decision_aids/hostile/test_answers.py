"""Whatever is sent to any field of any kind of exercise: a clear page, and text that stays text."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.decision_aids.database_dump import visitor_rows
from tests.decision_aids.hostile.pages import (
    LONG,
    MARK,
    NASTY,
    assert_clear_page,
)
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

NAMES = re.compile(r'<(?:input|textarea|select)[^>]*\sname="([0-9a-f]{8}-[^"]*)"')
OWN_STEPS = re.compile(r"^/nl/s/1/[0-9a-f]{8}/$")


def at_each_step(visitor: Visitor, send: Any) -> list[str]:
    """Walk the aid; at each step that asks something call `send` with its address, hidden fields and names, then skip on."""
    seen = []
    while OWN_STEPS.match(visitor.address):
        here, hidden, names = visitor.address, visitor.hidden, sorted(set(NAMES.findall(visitor.html)))
        if names:
            send(here, hidden, names)
            seen.append(here)
        visitor.open(here)
        visitor.send({"go": "skip"}, address=here)
        if visitor.address == here:  # a reply first: pressing once more goes on
            visitor.send({"go": "skip"}, address=here)
        assert visitor.address != here
    return seen


def is_closed(html: str, name: str) -> bool:
    """Whether a field is a choice between values of ours: radio buttons, or boxes to tick that carry a value."""
    tags = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', html)
    return any('type="radio"' in tag or ('type="checkbox"' in tag and "value=" in tag) for tag in tags)


def is_offered(html: str, name: str, value: str) -> bool:
    """Whether a value is one of those that a field offers: -1 stands on a scale between two statements."""
    tags = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', html)
    return any(f'value="{value}"' in tag for tag in tags)


def test_nasty_text_in_every_field_of_every_kind_is_read_back_as_text(all_kinds: Any, visitor: Visitor) -> None:
    visitor.client.raise_request_exception = False
    visitor.start(all_kinds)
    shown = []

    def send(here: str, hidden: dict[str, str], names: list[str]) -> None:
        open_fields = [name for name in names if not is_closed(visitor.html, name)]
        for text in NASTY.values():
            everything = {**hidden, **dict.fromkeys(names, text)}
            assert_clear_page(visitor.client.post(here, everything), 302, 200, 422, 409, 413)
        for text in (NASTY["bidi"], NASTY["nul"], NASTY["script"]):
            visitor.open(here)
            data = {**visitor.hidden, **dict.fromkeys(open_fields, text)}
            assert_clear_page(visitor.client.post(here, data), 302, 200, 422, 409)
        for path in ("/nl/s/1/read/", "/nl/s/1/", here):
            html = assert_clear_page(visitor.client.get(path), 200)
            assert "\x00" not in html
            assert "\x1b" not in html
            shown.append(html.count("&lt;script&gt;alert(1)"))
        if shown[-3] and sum(shown[:-3]) == 0:
            assert visitor.client.get("/nl/s/1/read/pdf/").content.startswith(b"%PDF")

    assert len(at_each_step(visitor, send)) >= 13
    assert sum(count > 0 for count in shown) >= 14


def test_a_megabyte_in_any_kind_is_refused_and_nothing_is_written(all_kinds: Any, visitor: Visitor) -> None:
    visitor.start(all_kinds)

    def send(here: str, hidden: dict[str, str], names: list[str]) -> None:
        before = visitor_rows()
        assert_clear_page(visitor.client.post(here, {**hidden, names[0]: LONG}), 413)
        assert_clear_page(visitor.client.post(here, {**hidden, names[0]: MARK + "x" * 100_000}), 422)
        assert visitor_rows() == before
        all_long = {**hidden, **dict.fromkeys(names, MARK + "x" * 20_001)}
        assert_clear_page(visitor.client.post(here, all_long), 422, 413)
        assert visitor_rows() == before

    assert len(at_each_step(visitor, send)) >= 13


def test_ten_thousand_fields_change_nothing_that_was_not_asked(all_kinds: Any, visitor: Visitor) -> None:
    visitor.start(all_kinds)

    sent = []

    def send(here: str, hidden: dict[str, str], names: list[str]) -> None:
        sent.append(here)
        if len(sent) % 4 != 1:
            return
        body = urlencode([*hidden.items(), *((f"f{n}", "1") for n in range(10_000))])
        response = visitor.client.post(here, body, content_type="application/x-www-form-urlencoded")
        assert_clear_page(response, 302, 200, 422)

    assert len(at_each_step(visitor, send)) >= 13
    visitor.open("/nl/s/1/read/")
    assert "<article" not in visitor.html


OUTSIDE = ("-1", "999999999999999999999", "NaN", "\uff19", "[]", "2026-02-30")


def test_a_value_outside_the_choices_is_never_kept(all_kinds: Any, visitor: Visitor) -> None:
    visitor.start(all_kinds)
    refused = []

    def send(here: str, hidden: dict[str, str], names: list[str]) -> None:
        closed = [name for name in names if is_closed(visitor.html, name)]
        before = visitor_rows()
        step = visitor.html
        for value in OUTSIDE:
            foreign = [name for name in closed if not is_offered(step, name, value)]
            if foreign:
                response = visitor.client.post(here, {**hidden, **dict.fromkeys(foreign, value)})
                assert_clear_page(response, 422)
                assert visitor_rows() == before
                refused.append(here)
        for value in OUTSIDE:
            visitor.open(here)
            numbers = {**visitor.hidden, **{name: value for name in names if name not in closed}}
            assert_clear_page(visitor.client.post(here, numbers), 302, 200, 422, 409)

    assert len(at_each_step(visitor, send)) >= 13
    assert len(refused) > 50
