"""Open questions."""

from decision_aids.exercises.base import Row
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item

VALUE = {
    "label": "Look back",
    "help": "",
    "questions": [
        item("thought", {"question": "What was your first thought?", "help": "A few words."}),
        item("beside", {"question": "Who do you want beside you?", "help": ""}),
    ],
}
SPEC = {**VALUE, "questions": [{"id": one["id"], **one["value"]} for one in VALUE["questions"]]}
questions = registry.get("vrijuit.questions")


class TestQuestions(ExerciseConformance):
    kind = "vrijuit.questions"
    value = VALUE
    answers = ({"thought": "No.\nThen: maybe."}, {"thought": "Yes", "beside": "My sister"})


def test_only_what_was_answered_is_kept_and_read_back():
    answer = questions.clean(SPEC, {"thought": "", "beside": "Nobody"}, None)

    assert answer == {"beside": "Nobody"}
    assert questions.rows(SPEC, answer) == [Row("Who do you want beside you?", "Nobody")]
