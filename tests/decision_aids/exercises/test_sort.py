"""Sorting cards: piles, her own cards, and the few that come first."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send, show

VALUE = {
    "label": "How important?",
    "help": "",
    "cards": [
        item("free", {"text": "Freedom", "note": ""}),
        item("true", {"text": "Honesty", "note": "Saying what you think."}),
        item("kin", {"text": "Family", "note": ""}),
    ],
    "piles": [item("very", "Very"), item("bit", "A bit"), item("not", "Not")],
    "own": 2,
    "top": 3,
}
sort = registry.get("vrijuit.sort")
SPEC = compile_spec(sort, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestSort(ExerciseConformance):
    kind = "vrijuit.sort"
    value = VALUE
    answers = (
        {"piles": {"free": "very", "kin": "not"}, "own": [{"text": "Rest", "pile": "very"}], "top": ["own0", "free"]},
        {"piles": {}, "own": [{"text": "Rest", "pile": ""}], "top": []},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    form = send(sort, SPEC, data.draw(filled_in(sort, SPEC)))
    if not form.errors and (kept := next(iter(form.answers.values()))):
        answer = kept["x"]
        assert answer_to(sort, SPEC, sort.initial(SPEC, answer), answer) == answer


def test_a_card_that_comes_first_from_no_pile_goes_to_the_first_and_counts_once():
    assert answer_to(sort, SPEC, {"top0": "free", "top1": "free", "top2": "true"}) == {
        "piles": {"free": "very", "true": "very"},
        "own": [],
        "top": ["free", "true"],
    }


def test_a_card_of_another_pile_cannot_come_first_and_nothing_is_lost():
    form = send(sort, SPEC, {"free": "not", "kin": "very", "top0": "kin", "top1": "free", "own0": "Rest"})

    assert form.errors == {
        f"{SHORT}-top1": ["“Freedom” is not on the pile “Very”. Put it there, or pick another."],
    }
    html = show(sort, SPEC, form=form)
    assert '<option value="free" selected>Freedom</option>' in html
    assert '<option value="own0">Rest</option>' in html


def test_her_own_card_stays_first_when_it_moves_up():
    kept = answer_to(sort, SPEC, {"own0": "Sleep", "own1": "Rest", "own1-pile": "very", "top0": "own1"})
    assert kept["top"] == ["own1"]

    data = {**sort.initial(SPEC, kept), "own0": ""}

    assert answer_to(sort, SPEC, data, kept) == {
        "piles": {},
        "own": [{"text": "Rest", "pile": "very"}],
        "top": ["own0"],
    }


def test_an_empty_own_card_does_not_come_first():
    assert answer_to(sort, SPEC, {"top0": "own1"}) is None


def test_reading_back_begins_with_what_comes_first_and_keeps_the_order_of_the_editor_in_each_pile():
    answer = {
        "piles": {"kin": "very", "free": "very", "true": "not"},
        "own": [{"text": "Rest", "pile": ""}],
        "top": ["kin"],
    }

    assert sort.text(SPEC, answer).splitlines() == [
        "What comes first",
        "  Family",
        "Very",
        "  Freedom",
        "  Family",
        "Not",
        "  Honesty",
        "On no pile yet",
        "  Rest",
    ]


def test_conditions_can_ask_on_which_pile_a_card_lies():
    answer = answer_to(sort, SPEC, {"free": "not"})

    assert sort.held(SPEC, answer) == ["free:not"]
    assert len(sort.operands(SPEC)) == 9


def test_the_piles_stand_ready_for_an_editor():
    assert list(sort.block().get_default()["piles"]) == ["Very important", "A bit important", "Not important"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"cards": [], "own": 0}, ["nothing-to-answer"]),
        ({"piles": [item("a", "A")]}, ["piles-missing"]),
        ({"cards": [item("a", {"text": "", "note": ""})]}, ["choice-empty"]),
    ],
)
def test_an_editor_is_told_what_to_mend(changes, codes):
    spec = compile_spec(sort, {**VALUE, **changes})

    assert [issue.code for issue in sort.check(spec, Aid("en"))] == codes
