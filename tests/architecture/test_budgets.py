"""What each visit may cost, counted in what is the same on every machine: queries, Python calls, bytes kept and sent.

Times are measured by `make bench`, and asserted nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import pytest

from cms.base import stamps
from tests.bench.aids import Place, publish_aid, stand_at
from tests.bench.requests import Cost, Site, cost_of
from tests.factories.content import make_home

pytestmark = pytest.mark.django_db

# Counted in November 2026: 213 for a kept page; 1,916 for a step shown and 1,431 for one saved, on PostgreSQL 1,975 and 1,554;
# 80 for an answer read back. A little more is allowed, so that an honest line here and there does not turn a test red.
CALLS_OF_A_KEPT_PAGE = 650
CALLS_OF_A_STEP_SHOWN = 2_050
CALLS_OF_A_STEP_SAVED = 1_600
CALLS_OF_AN_ANSWER_READ_BACK = 100


@pytest.fixture
def site(db: Any) -> Site:
    """The site with a home page, as a web server calls it."""
    make_home()
    served = Site()
    served.ask("/nl/")  # the very first visit makes the settings of the site, which is a change of what is live
    stamps.forget(stamps.LIVE)
    return served


@pytest.fixture
def places(db: Any) -> tuple[Place, Place]:
    """Two visitors: one at step 4 of 5, one at step 199 of 200."""
    return stand_at(publish_aid(5), 4), stand_at(publish_aid(200), 199)


def shown(site: Site, place: Place) -> Cost:
    """What showing the step costs at which somebody stands."""
    assert site.ask(place.address, cookie=place.cookie).status == 200
    return least_cost(lambda: site.ask(place.address, cookie=place.cookie))


def saved(site: Site, place: Place) -> Cost:
    """What saving it costs."""
    assert site.ask(place.address, cookie=place.cookie, form=place.form).status == 302
    return least_cost(lambda: site.ask(place.address, cookie=place.cookie, form=place.form))


def least_cost(visit: Callable[[], object]) -> Cost:
    """What a visit costs at the least: now and then the interpreter itself adds a call or two."""
    return min((cost_of(visit) for _ in range(4)), key=lambda cost: (cost.queries, cost.calls))


def test_public_page_from_memory_asks_no_database_and_leaves_at_once(site: Site) -> None:
    assert site.ask("/nl/").status == 200

    cost = cost_of(lambda: site.ask("/nl/"))

    assert cost.queries == 0
    assert cost.calls <= CALLS_OF_A_KEPT_PAGE


def test_public_page_that_another_process_kept_takes_one_query(site: Site) -> None:
    assert site.ask("/nl/").status == 200
    stamps.forget(stamps.LIVE)
    newcomer = Site()

    cost = cost_of(lambda: newcomer.ask("/nl/"), warm=0)

    assert cost.queries == 1


def test_public_page_from_scratch_takes_ten_queries_at_most(site: Site) -> None:
    cost = cost_of(lambda: site.ask("/nl/?fresh=1"))

    assert cost.queries <= 10


def test_step_is_one_query_to_show_and_two_to_save(site: Site, places: tuple[Place, Place]) -> None:
    show, save = shown(site, places[0]), saved(site, places[0])

    assert (show.queries, save.queries) == (1, 2)
    assert show.calls <= CALLS_OF_A_STEP_SHOWN
    assert save.calls <= CALLS_OF_A_STEP_SAVED


def test_step_199_of_200_costs_what_step_4_of_5_does(site: Site, places: tuple[Place, Place]) -> None:
    short, long = ([shown(site, place), saved(site, place), shown(site, place)] for place in places)

    assert [astuple(cost) for cost in long] == [astuple(cost) for cost in short]


def test_summary_is_one_query_however_much_was_answered(site: Site) -> None:
    aid = publish_aid(5)
    few, many = stand_at(aid, 1, answered=True), stand_at(aid, 5, answered=True)

    asked = [
        cost_of(lambda place=place: site.ask(place.read_back, cookie=place.cookie)).queries for place in (few, many)
    ]

    assert asked == [1, 1]


def test_answer_read_back_costs_few_calls_more(site: Site) -> None:
    aid = publish_aid(5)
    few, many = (stand_at(aid, steps, answered=True) for steps in (1, 4))

    one, four = (
        least_cost(lambda place=place: site.ask(place.read_back, cookie=place.cookie)) for place in (few, many)
    )

    assert (four.calls - one.calls) / 6 <= CALLS_OF_AN_ANSWER_READ_BACK  # a step has two answers


def test_journey_takes_half_as_much_room_again_as_its_answers_at_most(places: tuple[Place, Place]) -> None:
    long = places[1]

    assert long.stored / long.answers <= 1.5
