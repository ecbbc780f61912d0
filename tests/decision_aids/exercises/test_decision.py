"""The decision: where she stands, without having to choose."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send, show

VALUE = {"label": "Where do you stand now?", "help": "", "know": "", "need": "What do you miss?", "next": ""}
decision = registry.get("vrijuit.decision")
SPEC = compile_spec(decision, VALUE)
EMPTY = {"stage": "", "leaning": "", "know": "", "need": "", "next": "", "who": ""}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestDecision(ExerciseConformance):
    kind = "vrijuit.decision"
    value = VALUE
    answers = (
        {**EMPTY, "stage": "close", "leaning": "unsure"},
        {**EMPTY, "leaning": "second", "know": "I have\ntime", "who": "My sister"},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(decision, SPEC, data.draw(filled_in(decision, SPEC)))
    if answer is not None:
        assert answer_to(decision, SPEC, decision.initial(SPEC, answer), answer) == answer


def test_she_may_say_that_she_does_not_know_or_rather_says_nothing():
    choices = decision.fields(SPEC)["leaning"].choices

    assert choices == [
        ("stay", "Stay"),
        ("go", "Go"),
        ("wait", "Wait"),
        ("unsure", "I don't know"),
        ("", "I'd rather not say"),
    ]
    assert answer_to(decision, SPEC, {"leaning": "unsure"}) == {**EMPTY, "leaning": "unsure"}
    assert answer_to(decision, SPEC, {"leaning": ""}) is None


def test_an_option_that_is_not_there_is_refused_and_her_words_stay():
    form = send(decision, SPEC, {"leaning": "elsewhere", "know": "My words"})

    assert list(form.errors) == [f"{SHORT}-leaning"]
    assert "My words" in show(decision, SPEC, form=form)


def test_a_condition_can_ask_how_far_she_is():
    assert [operand.id for operand in decision.operands(SPEC)] == ["new", "thinking", "close", "chosen"]
    assert list(decision.held(SPEC, {**EMPTY, "stage": "chosen"})) == ["chosen"]
    assert list(decision.held(SPEC, {**EMPTY, "know": "x"})) == []


def test_reading_back_leaves_out_what_she_did_not_say():
    answer = {**EMPTY, "stage": "thinking", "leaning": "go", "know": "A lot", "need": "Rest"}

    assert decision.text(SPEC, answer).splitlines() == [
        "How far I am: I am thinking about it",
        "What I lean to now: Go",
        "What do I know now?: A lot",
        "What do you miss?: Rest",
    ]
