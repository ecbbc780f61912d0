"""Numbers in a picture: the same whole for each group, said both ways, refused when a part is missing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from content.blocks import CONTENT_BLOCKS
from content.blocks.numbers import draw
from tests.factories.content import FactFactory, icon_array

BLOCK = dict(CONTENT_BLOCKS)["icon_array"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def fact(db):
    return FactFactory(statement="Counted in one town.", source_name="The town")


def show(raw: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(BLOCK.render(BLOCK.to_python(raw), {}), "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def refused(raw: dict[str, Any]) -> set[str]:
    try:
        BLOCK.clean(BLOCK.to_python(raw))
    except ValidationError as error:
        return set(error.block_errors)
    return set()


def count_signs(path: str) -> int:
    """Count what a dotted line with a dash each ten units draws."""
    return sum(int(row.split("h")[1]) // 10 + 1 for row in path.split("M") if row)


@pytest.mark.parametrize(("number", "whole"), [(0, 100), (1, 100), (10, 100), (37, 1000), (100, 100), (1000, 1000)])
def test_as_many_signs_are_drawn_as_were_counted(number, whole):
    picture = draw(number, whole)

    assert (count_signs(picture["some"]), count_signs(picture["all"])) == (number, whole)
    assert picture["width"] * picture["height"] == whole * 100


def test_two_groups_are_told_out_of_the_same_whole_both_ways_and_with_their_source(fact):
    soup = show(icon_array(fact, 22, 31))

    assert words(soup.figcaption) == "Hoe vaak volgt er een tweede gesprek? Binnen een jaar"
    assert [words(group) for group in soup.select(".icon-array__group")] == [
        "Mensen in groep 1 22 of 100 komen nog eens 78 of 100 komen niet meer",
        "Mensen in groep 2 31 of 100 komen nog eens 69 of 100 komen niet meer",
    ]
    assert "Counted in one town. Source: The town" in words(soup.select_one(".fact"))


def test_the_drawing_is_for_the_eye_only_and_full_signs_differ_from_empty_ones_by_shape(fact):
    soup = show(icon_array(fact, 22))

    assert {svg["aria-hidden"] for svg in soup.find_all("svg")} == {"true"}
    rim, hole, full = soup.svg.find_all("path")
    assert float(hole["stroke-width"]) < float(rim["stroke-width"]) < float(full["stroke-width"])
    assert soup.find(style=True) is None


def test_nobody_is_told_without_a_sign_of_its_own(fact):
    soup = show(icon_array(fact, 0))

    assert "0 of 100 komen nog eens 100 of 100 komen niet meer" in words(soup)
    assert len(soup.svg.find_all("path")) == 2


@pytest.mark.parametrize("part", ["title", "period", "happens", "not_happens"])
def test_a_part_that_is_missing_is_refused(fact, part):
    assert refused(icon_array(fact, 22)) == set()
    assert refused({**icon_array(fact, 22), part: ""}) == {part}


def test_numbers_without_source_group_or_whole_are_refused(fact):
    nameless = icon_array(fact, 22)
    nameless["groups"][0]["value"]["group"] = ""

    assert refused(icon_array(None, 22)) == {"fact"}
    assert refused(nameless) == {"groups"}
    assert refused(icon_array(fact)) == {"groups"}
    assert refused(icon_array(fact, None)) == {"groups"}
    assert refused(icon_array(fact, 1, 2, 3)) == {"groups"}
    assert refused({**icon_array(fact, 22), "whole": "50"}) == {"whole"}
    assert refused(icon_array(fact, 101)) == {"groups"}
    assert refused(icon_array(fact, 101, whole=1000)) == set()


def test_an_expired_source_takes_the_numbers_with_it(db):
    today = timezone.localdate()
    fact = FactFactory(expires_on=today, verified_on=today - datetime.timedelta(days=3), fallback="Ask the town.")

    soup = show(icon_array(fact, 22))

    assert "22 of 100" not in words(soup)
    assert "We are checking this Ask the town." in words(soup)


def test_a_draft_that_is_not_ready_can_be_looked_at(db):
    assert "22 of 100" not in words(show(icon_array(None, 22)))
    assert "of 100" not in words(show(icon_array(FactFactory(), None)))
