"""The stress thermometer: a number a day, and a plan in three colours that stays."""

import datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in, show

TODAY = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
VALUE = {
    "label": "How tense are you?",
    "help": "",
    "yellow_from": 4,
    "red_from": 7,
    "suggestions": [
        item("sleep", {"zone": "green", "about": "signals", "text": "I sleep well"}),
        item("walk", {"zone": "green", "about": "helps", "text": "A walk"}),
        item("angry", {"zone": "yellow", "about": "signals", "text": "I get angry"}),
        item("stay", {"zone": "red", "about": "helps", "text": "Somebody stays with me"}),
    ],
    "helplines": [],
}
thermometer = registry.get("vrijuit.thermometer")
SPEC = compile_spec(thermometer, VALUE)
BEFORE = {
    "levels": [{"on": "2026-11-02", "n": 8}, {"on": "2026-11-12", "n": 3}],
    "plan": {"green": {"signals": ["sleep"], "own-helps": "Tea\nMusic"}, "red": {"helps": ["stay"]}},
}


@pytest.fixture(autouse=True)
def _english_and_a_day():
    with translation.override("en"), time_machine.travel(TODAY, tick=False):
        yield


class TestThermometer(ExerciseConformance):
    kind = "vrijuit.thermometer"
    value = VALUE
    answers = (
        {"levels": [{"on": "2026-11-22", "n": 0}], "plan": {}},
        {
            "levels": [{"on": "2026-11-01", "n": 9}, {"on": "2026-11-22", "n": 5}],
            "plan": {"yellow": {"signals": ["angry"], "own-signals": "I bite my nails"}, "red": {"own-helps": "Call"}},
        },
    )


class TestThermometerWithoutSuggestions(ExerciseConformance):
    kind = "vrijuit.thermometer"
    value = {**VALUE, "suggestions": []}
    answers = (
        {"levels": [], "plan": {"green": {"own-signals": "I sing"}}},
        {"levels": [{"on": "2026-11-21", "n": 10}], "plan": {}},
    )


@given(st.data(), st.sampled_from([None, BEFORE]))
def test_what_is_read_back_into_the_form_gives_the_same_answer(data, before):
    with time_machine.travel(TODAY, tick=False):
        answer = answer_to(thermometer, SPEC, data.draw(filled_in(thermometer, SPEC)), before)
        if answer is not None:
            assert answer_to(thermometer, SPEC, thermometer.initial(SPEC, answer), answer) == answer


def test_a_number_stands_beside_those_of_other_days_and_takes_the_place_of_an_earlier_one_today():
    first = answer_to(thermometer, SPEC, {"level": "6"}, BEFORE)

    second = answer_to(thermometer, SPEC, {"level": "2"}, first)

    assert first["levels"] == [*BEFORE["levels"], {"on": "2026-11-22", "n": 6}]
    assert second["levels"] == [*BEFORE["levels"], {"on": "2026-11-22", "n": 2}]


def test_a_number_can_be_taken_back_and_a_day_removed():
    today = answer_to(thermometer, SPEC, {"level": "6"}, BEFORE)

    assert answer_to(thermometer, SPEC, {"level": "unsure"}, today)["levels"] == BEFORE["levels"]
    assert answer_to(thermometer, SPEC, {"remove": ["2026-11-02"]}, BEFORE)["levels"] == BEFORE["levels"][1:]


@pytest.mark.parametrize(
    ("n", "zone"), [(0, "green"), (3, "green"), (4, "yellow"), (6, "yellow"), (7, "red"), (10, "red")]
)
def test_the_latest_number_gives_the_colour_that_conditions_ask_for(n, zone):
    answer = {"levels": [{"on": "2026-11-01", "n": 10}, {"on": "2026-11-22", "n": n}], "plan": {}}

    assert thermometer.held(SPEC, answer) == [zone]


def test_a_plan_without_a_number_holds_no_colour():
    assert thermometer.held(SPEC, {**BEFORE, "levels": []}) == []


def test_it_reads_back_as_a_plan_in_words():
    assert thermometer.text(SPEC, BEFORE).splitlines() == [
        "Nov. 2, 2026: 8 of 10. Red: too much",
        "Nov. 12, 2026: 3 of 10. Green: calm",
        "Green: calm",
        "  What I notice: I sleep well",
        "  What helps me: Tea",
        "Music",
        "Red: too much",
        "  What helps me: Somebody stays with me",
    ]


def test_more_than_one_day_is_drawn_and_one_day_is_not():
    assert [row["words"] for row in thermometer.picture(SPEC, BEFORE)["rows"]] == [
        "Nov. 2, 2026: 8 of 10; Nov. 12, 2026: 3 of 10"
    ]
    assert thermometer.picture(SPEC, {**BEFORE, "levels": BEFORE["levels"][:1]}) is None


def test_every_number_says_its_colour_in_words():
    root = page.read_html(show(thermometer, SPEC))

    names = [page.name_control(control, root) for control in page.find_controls(root)[:12]]

    assert names[0] == "0: Green: calm"
    assert names[4] == "4: Yellow: tense"
    assert names[10] == "10: Red: too much"
    assert names[11] == "I don't know"


def test_colours_in_the_wrong_order_are_refused():
    wrong = {**SPEC, "yellow_from": 7, "red_from": 7}

    assert [issue.code for issue in thermometer.check(wrong, Aid("en"))] == ["thermometer-order"]
    assert list(thermometer.check(SPEC, Aid("en"))) == []
