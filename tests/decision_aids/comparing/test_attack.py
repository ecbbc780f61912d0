"""Somebody has the whole database and every secret of the server: he reads nothing of what two people compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from decision_aids.comparing.models import Comparison, Side
from decision_aids.comparing.sealing import open_answers, open_plan, unwrap_for
from decision_aids.spaces.access import open_space, secrets
from decision_aids.spaces.models import OneTimeCode
from decision_aids.vault import crypto, keys
from decision_aids.vault.crypto import SealBroken
from tests.decision_aids.comparing.conftest import FIRST, HERS, HIS, Two, agree, propose, use, words
from tests.decision_aids.database_dump import all_rows, byte_strings
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

BEGINNING = 96  # bytes of each value that are tried as keys: all of what is wrapped, and the head of what is sealed


@pytest.fixture
def agreed(two: Two) -> Two:
    """Both agreed, and one more link of hers waits to be used."""
    agree(two.she, two.address, FIRST)
    agree(two.he, two.address, FIRST)
    propose(two.she, FIRST)
    return two


def candidates() -> Iterator[bytes]:
    """Every stretch of 32 bytes that was stored, and what the program could make of it or of the server's secrets."""
    stored = [value[:BEGINNING] for value in byte_strings(all_rows(), of_visitors=True)]
    for value in {*stored, secrets().pepper, secrets().salt * 2}:
        for start in range(len(value) - 31):
            yield value[start : start + 32]


def openings() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Each sealed thing of every comparison, by name, as something to try a key on."""
    for side in Side.objects.select_related("comparison"):
        yield "wrapped", lambda key, side=side: unwrap_for(key, side)
        yield "plan", lambda key, side=side: open_plan(key, side.comparison)
        if side.agreed:
            yield "answers", lambda key, side=side: open_answers(key, side)
    for row in OneTimeCode.objects.all():
        yield "code", lambda key, row=row: keys.unwrap(key, bytes(row.wrapped), "once", row.purpose, row.subject.bytes)


def test_the_database_and_all_secrets_of_the_server_open_nothing(agreed: Two) -> None:
    things, tried, opened = list(openings()), 0, []
    for key in set(candidates()):
        tried += 1
        for name, attempt in things:
            try:
                attempt(key)
            except SealBroken:
                continue
            opened.append(name)

    assert sorted({name for name, _attempt in things}) == ["answers", "code", "plan", "wrapped"]
    assert tried > 500
    assert opened == []


def test_no_word_and_no_exercise_stands_in_the_database(agreed: Two) -> None:
    stored = b"\n".join(byte_strings(all_rows(("comparing_", "spaces_", "journeys_")), of_visitors=True))

    for words_of in (HERS, HIS, "Hulp bij je keuze", "Brief", FIRST):
        assert words_of.encode() not in stored


def test_no_row_of_a_comparison_leads_to_a_space(agreed: Two) -> None:
    rows = all_rows()
    spaces = {value for row in rows["spaces_space"] for value in row} | {
        value for row in rows["spaces_slot"] for value in row if isinstance(value, bytes)
    }
    sides = {value for row in rows["comparing_side"] for value in row if isinstance(value, (bytes, str))}

    assert {value for value in sides & spaces if len(value) > 4} == set()


def test_both_spaces_open_it_and_neither_opens_anything_else_of_the_other(agreed: Two, rf: object) -> None:
    found = []
    for visitor in (agreed.she, agreed.he):
        request = rf.get("/")
        request.COOKIES["s"] = visitor.cookie
        opened = open_space(request)
        for side in Side.objects.filter(comparison__sides__place="b"):
            try:
                found.append((visitor is agreed.she, side.place, unwrap_for(opened.key, side)))
            except SealBroken:
                continue

    assert [(hers, place) for hers, place, _key in found] == [(True, "a"), (False, "b")]
    assert found[0][2] == found[1][2]


def test_what_one_side_shows_cannot_be_put_in_the_others_place(agreed: Two) -> None:
    one, other = Side.objects.filter(comparison__sides__place="b").order_by("place")
    Side.objects.filter(pk=other.pk).update(answers=one.answers)

    response = agreed.she.open(agreed.address)

    assert response.status_code == 500
    assert HERS not in agreed.she.html


def test_a_side_that_somebody_wrote_into_the_database_opens_nothing(agreed: Two) -> None:
    """He can write rows, but he has no key of the comparison."""
    thief = Visitor()
    thief.page = thief.client.get("/nl/")
    he = Side.objects.get(comparison__sides__place="a", place="b")
    forged = crypto.new_key()
    Side.objects.filter(pk=he.pk).update(wrapped=crypto.wrap_key(forged, forged, "side", he.comparison_id.bytes, "b"))

    assert agreed.he.open(agreed.address).status_code == 500
    assert HERS not in agreed.he.html
    agreed.she.open(agreed.address)
    assert HERS in words(agreed.she)


def test_stopping_leaves_nothing_that_either_of_them_can_open(agreed: Two) -> None:
    before = {bytes(side.wrapped) for side in Side.objects.all()} | {bytes(side.answers) for side in Side.objects.all()}
    agreed.he.open(f"{agreed.address}stop/")
    agreed.he.send({})

    stored = byte_strings(all_rows(), of_visitors=True)
    waiting = Comparison.objects.get()
    kept = {bytes(side.wrapped) for side in waiting.sides.all()} | {b""}
    assert (before - kept) & stored == set()


def test_an_old_link_opens_nothing_after_stopping(two: Two) -> None:
    code = propose(two.she, FIRST)
    short = Comparison.objects.exclude(sides__place="b").get().short
    two.she.open(f"/nl/s/two/{short}/stop/")
    two.she.send({})
    third = Visitor()

    use(third, code)

    assert third.page.status_code == 422
    assert third.cookie == ""
