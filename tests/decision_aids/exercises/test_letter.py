"""A letter that is not sent."""

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

VALUE = {
    "label": "Write a letter",
    "help": "Nobody gets it.",
    "prompt": "<p>You can begin with: <b>I want you to know</b></p>",
    "to": [item("me", "Myself, a year from now"), item("partner", "My partner")],
}
letter = registry.get("vrijuit.letter")


class TestLetter(ExerciseConformance):
    kind = "vrijuit.letter"
    value = VALUE
    answers = ({"to": "me", "text": "Dear me,\n\nI don't know yet."}, {"to": "", "text": "Hello"})


class TestLetterToNobodyInParticular(ExerciseConformance):
    kind = "vrijuit.letter"
    value = {**VALUE, "prompt": "", "to": []}
    answers = ({"to": "", "text": "One"}, {"to": "", "text": "Two"})


def test_what_an_editor_wrote_above_the_letter_is_shown_as_text_with_its_markup():
    html = TestLetter().shown(TestLetter().part())

    assert "<b>I want you to know</b>" in html
