"""The SURE test: published words, published score, no alarm."""

from itertools import product

import pytest
from django.utils import translation

from decision_aids.exercises.registry import registry
from decision_aids.exercises.sure.exercises import EXPLAINED, QUESTIONS, score
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, show

VALUE = {"label": "Are you ready to choose?", "help": "", "source": None}
YES = dict.fromkeys(QUESTIONS, "yes")
sure = registry.get("vrijuit.sure")
SPEC = compile_spec(sure, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestSure(ExerciseConformance):
    kind = "vrijuit.sure"
    value = VALUE
    answers = (YES, {"sure": "no", "encourage": "yes"})


class TestSureWithHelp(ExerciseConformance):
    kind = "vrijuit.sure"
    value = {**VALUE, "help": "It takes a minute."}
    answers = (dict.fromkeys(QUESTIONS, "no"), {**YES, "risk": "no"})


def test_the_words_are_those_that_were_published():
    root = page.read_html(show(sure, SPEC))

    assert [legend.words for legend in root.find("legend")[1:]] == [
        "Do you feel SURE about the best choice for you?",
        "Do you know the benefits and risks of each option?",
        "Are you clear about which benefits and risks matter most to you?",
        "Do you have enough support and advice to make a choice?",
    ]
    assert "Canadian Family Physician 2010;56(8)" in root.words
    assert "not for profit" in root.words


@pytest.mark.parametrize("said", list(product(("yes", "no"), repeat=4)))
def test_yes_is_one_and_no_is_nothing(said):
    answer = dict(zip(QUESTIONS, said, strict=True))

    assert score(answer) == said.count("yes")
    assert ("all-yes" in sure.held(SPEC, answer)) is (said.count("yes") == 4)
    assert ("some-no" in sure.held(SPEC, answer)) is (said.count("yes") <= 3)


def test_no_score_while_a_question_is_open():
    answer = answer_to(sure, SPEC, {"sure": "no", "risk": "yes"})

    assert answer == {"sure": "no", "risk": "yes"}
    assert sure.reply(SPEC, {"sure": "no", "risk": "yes"}) is None
    assert sure.held(SPEC, answer) == ["sure:no"]
    assert "times yes" not in sure.text(SPEC, answer)


def test_each_no_is_met_with_something_that_may_help():
    reply = sure.reply(SPEC, {**YES, "understand": "no", "encourage": "no"})

    assert reply == {
        "score": "2 times yes out of 4",
        "meaning": "Something may still make it hard to choose. That is quite normal.",
        "may_help": [
            "It may help to read about each option again, or to ask a question.",
            "It may help to talk with somebody you trust, or with a helper.",
        ],
    }
    assert sure.reply(SPEC, YES)["may_help"] == []


def test_in_another_language_the_english_words_stay_and_are_explained():
    assert "In other words" not in show(sure, SPEC)
    assert "not a tested translation" not in show(sure, SPEC)
    with translation.override("nl"):
        html = show(sure, SPEC)
        assert "De Engelse woorden zijn die van de makers." in html
        explained = [str(words) for words in EXPLAINED.values()]

    assert "Do you feel SURE about the best choice for you?" in html
    assert all(words in html for words in explained)
    assert html.count('lang="en"') == 5


def test_editors_see_the_source_and_the_terms():
    block = sure.block().child_blocks["source"]

    assert "SURE Test © O'Connor and Légaré, 2008" in block.get_admin_text()
    assert "not for profit" in block.get_admin_text()
