"""What matters beside the options: explained in words, never a sum, never an order."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import OPTIONS, answer_to, compile_spec, filled_in

VALUE = {
    "label": "How do the options fit?",
    "help": "",
    "values": [item("time", {"text": "Time", "note": "For myself."}), item("kin", {"text": "Family", "note": ""})],
    "own": 2,
}
match = registry.get("vrijuit.match")
SPEC = compile_spec(match, VALUE)
ANSWER = {
    "values": {
        "time": {"weight": "much", "fits": {"stay": "well", "go": "not"}},
        "kin": {"weight": "none", "fits": {"go": "well"}},
    },
    "own": [{"text": "My dog", "weight": "some", "fits": {"stay": "partly", "go": "unsure"}}],
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestMatch(ExerciseConformance):
    kind = "vrijuit.match"
    value = VALUE
    answers = (
        {"values": {"time": {"weight": "much", "fits": {"first": "well"}}}, "own": []},
        {"values": {}, "own": [{"text": "My dog", "weight": "", "fits": {"second": "not"}}]},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(match, SPEC, data.draw(filled_in(match, SPEC)))
    if answer is not None:
        assert answer_to(match, SPEC, match.initial(SPEC, answer), answer) == answer


def test_each_option_is_explained_in_words_in_the_editors_order_and_what_does_not_matter_stands_apart():
    assert match.text(SPEC, ANSWER).splitlines() == [
        "Stay",
        "  Fits well",
        "    Time: matters a lot to you",
        "  Fits partly",
        "    My dog: matters a little to you",
        "Go",
        "  Does not fit",
        "    Time: matters a lot to you",
        "  I don't know",
        "    My dog: matters a little to you",
        "Wait",
        "  No answer",
        "    Time: matters a lot to you",
        "    My dog: matters a little to you",
        "Does not matter to you",
        "  Family",
    ]


def test_the_order_of_the_options_never_follows_the_answers():
    turned = {
        "values": {"time": {"weight": "much", "fits": {"stay": "not", "go": "well", "wait": "well"}}},
        "own": [],
    }

    for answer in (ANSWER, turned):
        assert [row.label for row in match.rows(SPEC, answer)][:3] == [option["name"] for option in OPTIONS]
        assert match.picture(SPEC, answer)["options"] == [option["name"] for option in OPTIONS]


@pytest.mark.parametrize("mode", ["summary", "helper", "print"])
def test_nothing_that_is_read_back_holds_a_number(mode):
    assert not re.search(r"\d|%", page.read_html(match.render(mode, SPEC, ANSWER)).words)


def test_every_sign_in_the_table_has_its_words():
    cells = page.read_html(match.render("summary", SPEC, ANSWER)).find("td")

    assert [cell.words for cell in cells] == [
        "Fits well", "Does not fit", "No answer", "Fits partly", "I don't know", "No answer"
    ]  # fmt: skip
    assert [len(cell.find("svg")) for cell in cells] == [1, 1, 0, 1, 0, 0]


def test_what_stands_beside_an_empty_own_line_says_nothing():
    assert answer_to(match, SPEC, {"own0-weight": "much", "own1-stay": "well"}) is None


def test_an_editor_is_told_what_to_mend():
    spec = compile_spec(match, {**VALUE, "values": [], "own": 0})

    assert [issue.code for issue in match.check({**spec, "options": []}, Aid("en"))] == [
        "nothing-to-answer",
        "no-options",
    ]
