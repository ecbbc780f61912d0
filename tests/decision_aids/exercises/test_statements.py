"""Statements to agree with, doubt or disagree with."""

from django.utils.translation import override

from decision_aids.exercises.registry import registry
from decision_aids.exercises.statements.exercises import STANDS
from decision_aids.exercises.testing import ExerciseConformance, item

VALUE = {
    "label": "Does this fit you?",
    "help": "There is no wrong answer.",
    "statements": [item("talk", "I can talk about it."), item("free", "I feel free to choose.")],
}
SPEC = {**VALUE, "statements": [{"id": one["id"], "value": one["value"]} for one in VALUE["statements"]]}
statements = registry.get("vrijuit.statements")


class TestStatements(ExerciseConformance):
    kind = "vrijuit.statements"
    value = VALUE
    answers = ({"talk": "agree"}, {"talk": "doubt", "free": "disagree"})


def test_a_condition_can_ask_for_each_stand_on_each_statement():
    assert [operand.id for operand in statements.operands(SPEC)] == [
        "talk:agree",
        "talk:doubt",
        "talk:disagree",
        "free:agree",
        "free:doubt",
        "free:disagree",
    ]
    assert statements.held(SPEC, {"talk": "doubt", "free": "agree"}) == ["talk:doubt", "free:agree"]


def test_to_agree_with_a_statement_is_not_to_consent():
    """The button with which two people let each other read has the same word in English, and no other language."""
    with override("nl"):
        assert [str(said) for said in STANDS.values()] == ["Eens", "Ik twijfel", "Oneens"]
