"""Values: how much things matter, with room for her own."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send

VALUE = {
    "label": "How much does this matter?",
    "help": "",
    "values": [
        item("time", {"text": "Time for myself", "note": ""}),
        item("kin", {"text": "My family", "note": "Those close by."}),
    ],
    "own": 2,
    "top": 5,
}
values = registry.get("vrijuit.values")
SPEC = compile_spec(values, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestValues(ExerciseConformance):
    kind = "vrijuit.values"
    value = VALUE
    answers = (
        {"rated": {"time": 0, "kin": None}, "own": [{"text": "My dog", "n": 4}]},
        {"rated": {"kin": 5}, "own": [{"text": "Rest", "n": None}, {"text": "School", "n": 0}]},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(values, SPEC, data.draw(filled_in(values, SPEC)))
    if answer is not None:
        assert answer_to(values, SPEC, values.initial(SPEC, answer), answer) == answer


def test_nought_and_not_knowing_are_answers_and_empty_is_none():
    assert answer_to(values, SPEC, {"time": "0", "kin": "unsure"}) == {"rated": {"time": 0, "kin": None}, "own": []}
    assert answer_to(values, SPEC, {"own0-rating": "3"}) is None


def test_an_own_line_moves_up_when_the_one_above_is_emptied():
    kept = answer_to(values, SPEC, {"own0": "My dog", "own0-rating": "2", "own1": "Rest", "own1-rating": "5"})

    data = {**values.initial(SPEC, kept), "own0": ""}

    assert answer_to(values, SPEC, data, kept) == {"rated": {}, "own": [{"text": "Rest", "n": 5}]}


@pytest.mark.parametrize("given_number", ["6", "-1", "2.5", "five"])
def test_a_number_off_the_scale_is_refused(given_number):
    form = send(values, SPEC, {"time": given_number})

    assert form.errors == {f"{SHORT}-time": ["Something went wrong with this choice. Choose again, please."]}


def test_reading_back_keeps_the_order_of_the_editor_with_her_own_at_the_end():
    answer = {"rated": {"kin": 5, "time": None}, "own": [{"text": "My dog", "n": None}, {"text": "Rest", "n": 0}]}

    assert values.text(SPEC, answer).splitlines() == [
        "Time for myself: I don't know",
        "My family: 5 of 5",
        "My dog: No answer",
        "Rest: 0 of 5",
    ]
    assert values.picture(SPEC, answer) == {
        "kind": "bars",
        "marks": [20, 40, 60, 80],
        "rows": [
            {"label": "Time for myself", "words": "I don't know", "x": 0, "length": None},
            {"label": "My family", "words": "5 of 5", "x": 0, "length": 100},
            {"label": "My dog", "words": "No answer", "x": 0, "length": None},
            {"label": "Rest", "words": "0 of 5", "x": 0, "length": 0},
        ],
    }


def test_an_editor_is_told_when_there_is_nothing_to_answer():
    spec = compile_spec(values, {**VALUE, "values": [], "own": 0})

    assert [issue.code for issue in values.check(spec, Aid("en"))] == ["nothing-to-answer"]
