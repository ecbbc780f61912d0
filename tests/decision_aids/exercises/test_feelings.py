"""Which feelings there are, and how strong."""

from django.utils.translation import override

from decision_aids.exercises.base import Row
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

VALUE = {
    "label": "What do you feel?",
    "help": "Choose as many as you like.",
    "feelings": [item("calm", "Calm"), item("afraid", "Afraid")],
    "strength": True,
    "own": 2,
    "note": True,
}
SPEC = {**VALUE, "feelings": [{"id": one["id"], "value": one["value"]} for one in VALUE["feelings"]]}
feelings = registry.get("vrijuit.feelings")


class TestFeelings(ExerciseConformance):
    kind = "vrijuit.feelings"
    value = VALUE
    answers = (
        {"felt": [{"id": "afraid", "strength": 3}], "own": [{"text": "hopeful", "strength": None}], "note": ""},
        {"felt": [{"id": "calm", "strength": None}], "own": [], "note": "It comes\nand goes."},
    )


class TestFeelingsWithoutStrengthOrWords(ExerciseConformance):
    kind = "vrijuit.feelings"
    value = {**VALUE, "strength": False, "own": 0, "note": False}
    answers = (
        {"felt": [{"id": "afraid", "strength": None}], "own": [], "note": ""},
        {"felt": [{"id": "calm", "strength": None}], "own": [], "note": ""},
    )


def test_a_strength_without_its_feeling_says_nothing():
    sent = {"felt": ["calm"], "strength-calm": 1, "strength-afraid": 3, "own-0-text": "", "own-0-strength": 2}

    assert feelings.clean(SPEC, sent, None) == {"felt": [{"id": "calm", "strength": 1}], "own": [], "note": ""}
    assert feelings.clean(SPEC, {"strength-afraid": 3}, None) is None


def test_a_gap_between_own_words_closes():
    sent = {"own-0-text": "", "own-1-text": "hopeful", "own-1-strength": 2}

    assert feelings.clean(SPEC, sent, None)["own"] == [{"text": "hopeful", "strength": 2}]


def test_feelings_are_read_back_in_the_order_of_the_editor_with_strength_in_words():
    answer = feelings.clean(
        SPEC, {"felt": ["afraid", "calm"], "strength-afraid": 3, "own-0-text": "hopeful", "note": "So."}, None
    )

    with override("en"):
        rows = feelings.rows(SPEC, answer)

    assert rows == [Row("Calm"), Row("Afraid", "Very strong"), Row("hopeful"), Row("In your words", "So.")]


def test_a_condition_can_ask_for_each_feeling_but_not_for_own_words():
    assert [operand.id for operand in feelings.operands(SPEC)] == ["calm", "afraid"]
    assert feelings.held(SPEC, TestFeelings.answers[0]) == ["afraid"]
