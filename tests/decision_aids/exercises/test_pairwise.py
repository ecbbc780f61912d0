"""Choosing between two or among three: which stand together, what is kept, and counts without a winner."""

from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.pairwise.sets import all_pairs, sets_of_three
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send

PAIRS = {
    "label": "Which matters more?",
    "help": "",
    "things": [item("rest", "Rest"), item("time", "Time"), item("kin", "Family")],
    "way": "pairs",
}
SETS = {**PAIRS, "things": [*PAIRS["things"], item("work", "Work")], "way": "sets"}
pairwise = registry.get("vrijuit.pairwise")
PAIRS_SPEC, SETS_SPEC = compile_spec(pairwise, PAIRS), compile_spec(pairwise, SETS)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestPairs(ExerciseConformance):
    kind = "vrijuit.pairwise"
    value = PAIRS
    answers = ({"rest:time": "rest", "kin:rest": "equal"}, {"time:kin": "kin"})


class TestSets(ExerciseConformance):
    kind = "vrijuit.pairwise"
    value = SETS
    answers = (
        {"rest:time:work": {"most": "work", "least": "rest"}},
        {"rest:time:work": {"most": "work", "least": ""}, "time:kin:rest": {"most": "", "least": "kin"}},
    )


@pytest.mark.parametrize("spec", [PAIRS_SPEC, SETS_SPEC])
@given(data=st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(spec, data):
    form = send(pairwise, spec, data.draw(filled_in(pairwise, spec)))
    if not form.errors and (kept := next(iter(form.answers.values()))):
        assert answer_to(pairwise, spec, pairwise.initial(spec, kept["x"]), kept["x"]) == kept["x"]


@pytest.mark.parametrize("count", range(2, 7))
def test_every_two_stand_together_once_and_no_side_is_favoured(count):
    pairs = all_pairs(range(count))

    assert sorted(tuple(sorted(pair)) for pair in pairs) == [(a, b) for a in range(count) for b in range(a + 1, count)]
    assert abs(sum(first < second for first, second in pairs) - len(pairs) / 2) <= 1


@pytest.mark.parametrize("count", range(4, 10))
def test_each_thing_stands_in_three_sets_of_three(count):
    sets = sets_of_three(range(count))

    assert all(len(set(one)) == 3 for one in sets)
    assert Counter(thing for one in sets for thing in one) == dict.fromkeys(range(count), 3)


def test_the_most_and_the_least_are_two_things():
    form = send(pairwise, SETS_SPEC, {"rest_time_work-most": "rest", "rest_time_work-least": "rest"})

    assert form.errors == {
        f"{SHORT}-rest_time_work-least": ["This is the same one. Choose another for the most or for the least."]
    }


def test_counts_stand_in_the_order_of_the_editor_with_each_choice_after_them():
    answer = {"rest:time": "time", "kin:rest": "equal", "time:kin": "time"}

    assert pairwise.text(PAIRS_SPEC, answer).splitlines() == [
        "Rest: 0 times chosen, 1 time the same",
        "Time: 2 times chosen",
        "Family: 0 times chosen, 1 time the same",
        "Rest / Time: Time",
        "Family / Rest: Both the same",
        "Time / Family: Time",
    ]


def test_sets_count_the_most_and_the_least():
    answer = {"rest:time:work": {"most": "work", "least": "rest"}, "time:kin:rest": {"most": "", "least": "rest"}}

    assert [(row.label, row.text) for row in pairwise.rows(SETS_SPEC, answer)] == [
        ("Rest", "0 times most, 2 times least"),
        ("Time", "0 times most, 0 times least"),
        ("Family", "0 times most, 0 times least"),
        ("Work", "1 time most, 0 times least"),
    ]


@pytest.mark.parametrize(
    ("things", "way", "codes"),
    [
        (1, "pairs", ["nothing-to-answer"]),
        (7, "pairs", ["too-many-pairs"]),
        (3, "sets", ["too-few-for-sets"]),
        (6, "pairs", []),
        (9, "sets", []),
    ],
)
def test_an_editor_is_told_what_to_mend(things, way, codes):
    value = {**PAIRS, "things": [item(f"t{number}", f"Thing {number}") for number in range(things)], "way": way}

    assert [issue.code for issue in pairwise.check(compile_spec(pairwise, value), Aid("en"))] == codes
