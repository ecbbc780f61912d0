"""Choosing from a few answers."""

from django.utils.translation import override

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

VALUE = {
    "label": "Where are you now?",
    "help": "Choose what fits best.",
    "options": [
        item("new", {"text": "It is new to me", "note": ""}),
        item("thinking", {"text": "I am thinking", "note": "You go back and forth."}),
    ],
    "several": False,
    "unsure": True,
}
SPEC = {**VALUE, "options": [{"id": one["id"], **one["value"]} for one in VALUE["options"]]}
choice = registry.get("vrijuit.choice")


class TestChoice(ExerciseConformance):
    kind = "vrijuit.choice"
    value = VALUE
    answers = ({"chosen": ["new"]}, {"chosen": ["unsure"]})


class TestSeveralChoices(ExerciseConformance):
    kind = "vrijuit.choice"
    value = {**VALUE, "several": True, "unsure": False}
    answers = ({"chosen": ["new"]}, {"chosen": ["new", "thinking"]})


def test_several_choices_are_kept_in_the_order_of_the_editor():
    spec = {**SPEC, "several": True}

    assert choice.clean(spec, {"chosen": ["unsure", "thinking", "new"]}, None) == {
        "chosen": ["new", "thinking", "unsure"]
    }


def test_a_condition_can_ask_for_each_choice_and_for_not_knowing():
    with override("en"):
        offered = [(operand.id, operand.label) for operand in choice.operands(SPEC)]

    assert offered == [("new", "It is new to me"), ("thinking", "I am thinking"), ("unsure", "I don't know")]
    assert choice.held(SPEC, {"chosen": ["thinking"]}) == ["thinking"]
