"""One choice in each line: what is kept, and reading back by choice."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in

VALUE = {
    "label": "What is arranged?",
    "help": "",
    "columns": [item("have", "I have this"), item("need", "I need this")],
    "rows": [
        item("money", {"text": "Money", "note": "Each month."}),
        item("home", {"text": "A home", "note": ""}),
        item("care", {"text": "Care", "note": ""}),
    ],
    "own": 2,
}
grid = registry.get("vrijuit.grid")
SPEC = compile_spec(grid, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestGrid(ExerciseConformance):
    kind = "vrijuit.grid"
    value = VALUE
    answers = (
        {"chosen": {"money": "need", "care": "have"}, "own": [{"text": "A bed", "column": "need"}]},
        {"chosen": {}, "own": [{"text": "A bed", "column": ""}, {"text": "Sleep", "column": "have"}]},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(grid, SPEC, data.draw(filled_in(grid, SPEC)))
    if answer is not None:
        assert answer_to(grid, SPEC, grid.initial(SPEC, answer), answer) == answer


def test_a_choice_beside_an_empty_own_line_says_nothing():
    assert answer_to(grid, SPEC, {"own0-column": "have"}) is None


def test_it_is_read_back_by_choice():
    answer = {
        "chosen": {"care": "need", "money": "need"},
        "own": [{"text": "A bed", "column": ""}, {"text": "Sleep", "column": "have"}],
    }

    assert grid.text(SPEC, answer).splitlines() == [
        "I have this",
        "  Sleep",
        "I need this",
        "  Money",
        "  Care",
        "Nothing chosen",
        "  A bed",
    ]


def test_conditions_can_ask_for_each_choice_in_each_line():
    answer = answer_to(grid, SPEC, {"home": "have"})

    assert grid.held(SPEC, answer) == ["home:have"]
    assert [operand.id for operand in grid.operands(SPEC)] == [
        "money:have",
        "money:need",
        "home:have",
        "home:need",
        "care:have",
        "care:need",
    ]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"rows": [], "own": 0}, ["nothing-to-answer"]),
        ({"columns": [item("a", "A")]}, ["choices-missing"]),
        ({"columns": [item("a", "A"), item("b", "")]}, ["choice-empty"]),
    ],
)
def test_an_editor_is_told_what_to_mend(changes, codes):
    spec = compile_spec(grid, {**VALUE, **changes})

    assert [issue.code for issue in grid.check(spec, Aid("en"))] == codes
