"""The life compass: two numbers for each part of life, a drawing with a table, one small step."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in

VALUE = {
    "label": "What matters?",
    "help": "",
    "areas": [
        item("friends", {"text": "Friends", "note": ""}),
        item("work", {"text": "Work", "note": "Or school"}),
        item("body", {"text": "My body", "note": ""}),
        item("home", {"text": "Home", "note": ""}),
    ],
    "top": 5,
}
compass = registry.get("vrijuit.compass")
SPEC = compile_spec(compass, VALUE)
ANSWER = {
    "areas": {
        "friends": {"matters": 5, "close": 5},
        "work": {"matters": 0, "close": 0},
        "body": {"matters": 3, "close": None},
    },
    "area": "work",
    "step": "Call my sister",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestCompass(ExerciseConformance):
    kind = "vrijuit.compass"
    value = VALUE
    answers = (ANSWER, {"areas": {"home": {"matters": None, "close": 2}}, "area": "", "step": ""})


class TestCompassOfOneStep(ExerciseConformance):
    kind = "vrijuit.compass"
    value = {**VALUE, "areas": VALUE["areas"][:2], "top": 10}
    answers = ({"areas": {}, "area": "", "step": "Sleep"}, {"areas": {}, "area": "work", "step": ""})


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(compass, SPEC, data.draw(filled_in(compass, SPEC)))
    if answer is not None:
        assert answer_to(compass, SPEC, compass.initial(SPEC, answer), answer) == answer


def test_nearer_to_the_middle_is_closer_and_larger_matters_more():
    areas = compass.picture(SPEC, ANSWER)["areas"]

    assert [area["dot"] for area in areas] == [
        {"x": 172, "y": 172, "size": 12},
        {"x": 300, "y": 172, "size": 5},
        None,
        None,
    ]


def test_the_drawing_and_the_table_say_the_same():
    root = page.read_html(compass.render("summary", SPEC, ANSWER))

    table = [[cell.words for cell in row.find("th", "td")] for row in root.find("tr")]

    assert table == [
        ["Part of life", "Matters", "How close now"],
        ["1. Friends", "5 of 5", "5 of 5"],
        ["2. Work", "0 of 5", "0 of 5"],
        ["3. My body", "3 of 5", "No answer"],
        ["4. Home", "No answer", "No answer"],
    ]
    assert [text.words for text in root.find("text")] == ["1", "2", "3", "4"]
    assert root.words.endswith("My small step: Call my sister")


def test_it_reads_back_in_words():
    assert compass.text(SPEC, ANSWER).splitlines() == [
        "Friends",
        "  Matters: 5 of 5",
        "  How close now: 5 of 5",
        "Work",
        "  Matters: 0 of 5",
        "  How close now: 0 of 5",
        "My body",
        "  Matters: 3 of 5",
        "Where I begin: Work",
        "My small step: Call my sister",
    ]


def test_no_parts_of_life_no_drawing():
    assert compass.picture(SPEC, {"areas": {}, "area": "", "step": "Sleep"}) is None
