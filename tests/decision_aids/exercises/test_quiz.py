"""The knowledge check: explained at once, never counted, kept only if she wants."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from decision_aids.exercises.quiz.blocks import QuizQuestionBlock
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import answer_to, compile_spec

VALUE = {
    "label": "What do you know?",
    "help": "",
    "questions": [
        item(
            "mind",
            {"question": "You may change your mind.", "truth": "true", "choices": [], "explanation": "<p>Yes.</p>"},
        ),
        item(
            "alone",
            {"question": "You must decide alone.", "truth": "false", "choices": [], "explanation": "<p>No.</p>"},
        ),
        item(
            "who",
            {
                "question": "Who decides?",
                "truth": "",
                "choices": [
                    item("me", {"text": "I do", "right": True}),
                    item("doctor", {"text": "A doctor", "right": False}),
                ],
                "explanation": "<p>You do, <b>nobody else</b>.</p>",
            },
        ),
    ],
}
quiz = registry.get("vrijuit.quiz")
SPEC = compile_spec(quiz, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestQuiz(ExerciseConformance):
    kind = "vrijuit.quiz"
    value = VALUE
    answers = ({"said": {"mind": "true", "who": "doctor"}}, {"said": {"alone": "unsure"}})


class TestQuizNotKept(ExerciseConformance):
    kind = "vrijuit.quiz"
    value = {**VALUE, "questions": VALUE["questions"][2:]}
    answers = ({"said": {}}, {"said": {"who": "me"}})


def test_what_she_said_is_kept_only_when_she_wants():
    assert answer_to(quiz, SPEC, {"mind": "false"}) == {"said": {}}
    assert answer_to(quiz, SPEC, {"mind": "false", "keep": "on"}) == {"said": {"mind": "false"}}
    assert answer_to(quiz, SPEC, {"keep": "on"}) is None


def test_letting_go_of_what_was_kept_leaves_only_that_she_did_the_check():
    assert answer_to(quiz, SPEC, {"mind": "false"}, {"said": {"mind": "false"}}) == {"said": {}}
    assert answer_to(quiz, SPEC, {}, {"said": {"mind": "false"}}) is None


def test_the_explanation_is_the_same_whatever_she_said():
    reply = quiz.reply(SPEC, {"mind": "true", "alone": "unsure", "who": "doctor"})

    assert reply == {
        "explained": [
            {"question": "You may change your mind.", "words": "This is true.", "same": True, "text": "<p>Yes.</p>"},
            {"question": "You must decide alone.", "words": "This is not true.", "same": False, "text": "<p>No.</p>"},
            {
                "question": "Who decides?",
                "words": "Right is: I do",
                "same": False,
                "text": "<p>You do, <b>nobody else</b>.</p>",
            },
        ]
    }
    assert quiz.reply(SPEC, {"mind": "", "keep": True}) is None


def test_nothing_says_that_she_was_wrong_or_how_often_she_was_right():
    kit = TestQuiz()
    part = kit.part()

    html = kit.shown(part, kit.posted(part, kit.sent_with(part, {"mind": "false", "who": "doctor"})))

    assert "You said so too." not in html
    assert "This is true." in html
    assert "wrong" not in html


def test_it_steers_nothing_and_counts_only_that_it_was_done():
    assert list(quiz.operands(SPEC)) == []
    assert quiz.tally(SPEC, {"said": {"mind": "false"}}) == ("answered",)


@pytest.mark.parametrize(
    ("truth", "right"), [("true", [True, False]), ("", []), ("", [True]), ("", [False, False])], ids=str
)
def test_a_question_is_a_statement_or_has_a_right_answer(truth, right):
    block = QuizQuestionBlock()
    choices = [item(str(n), {"text": "An answer", "right": one}) for n, one in enumerate(right)]

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"question": "?", "truth": truth, "choices": choices, "explanation": "<p>x</p>"}))
