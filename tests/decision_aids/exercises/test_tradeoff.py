"""Between two statements: the scale, its words, and the picture."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send

VALUE = {
    "label": "Where do you stand?",
    "help": "",
    "pairs": [
        item("pace", {"left": "Soon", "right": "Slowly"}),
        item("who", {"left": "Alone", "right": "Together"}),
        item("know", {"left": "All facts", "right": "My feeling"}),
    ],
    "steps": 3,
}
tradeoff = registry.get("vrijuit.tradeoff")
SPEC = compile_spec(tradeoff, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestTradeoff(ExerciseConformance):
    kind = "vrijuit.tradeoff"
    value = VALUE
    answers = ({"pace": -3, "who": 0, "know": None}, {"who": 1})


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(tradeoff, SPEC, data.draw(filled_in(tradeoff, SPEC)))
    if answer is not None:
        assert answer_to(tradeoff, SPEC, tradeoff.initial(SPEC, answer), answer) == answer


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (-3, "Fully: Soon"),
        (-2, "Much nearer to: Soon"),
        (-1, "A bit nearer to: Soon"),
        (0, "In the middle"),
        (1, "A bit nearer to: Slowly"),
        (2, "Much nearer to: Slowly"),
        (3, "Fully: Slowly"),
        (None, "I don't know"),
    ],
)
def test_every_step_is_said_in_words(step, words):
    assert tradeoff.text(SPEC, {"pace": step}) == f"Soon, or: Slowly: {words}"


def test_a_step_off_the_scale_is_refused():
    form = send(tradeoff, SPEC, {"pace": "4"})

    assert form.errors == {f"{SHORT}-pace": ["Something went wrong with this choice. Choose again, please."]}


def test_the_dot_stands_where_the_reading_puts_it():
    answer = {"pace": -3, "who": 0, "know": None}

    assert [pair["x"] for pair in tradeoff.picture(SPEC, answer)["pairs"]] == [4, 50, None]
    with translation.override("ar"):
        assert [pair["x"] for pair in tradeoff.picture(SPEC, answer)["pairs"]] == [96, 50, None]


def test_conditions_can_ask_for_a_side():
    assert tradeoff.held(SPEC, {"pace": -2, "who": 0, "know": 1}) == ["pace:left", "who:middle", "know:right"]
    assert tradeoff.held(SPEC, {"pace": None}) == []
    assert len(tradeoff.operands(SPEC)) == 9


@pytest.mark.parametrize(
    ("pairs", "codes"), [([], ["nothing-to-answer"]), ([item("a", {"left": "A", "right": ""})], ["choice-empty"])]
)
def test_an_editor_is_told_what_to_mend(pairs, codes):
    spec = compile_spec(tradeoff, {**VALUE, "pairs": pairs})

    assert [issue.code for issue in tradeoff.check(spec, Aid("en"))] == codes
