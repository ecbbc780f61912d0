"""The Decision Regret Scale: published words, published score, no verdict."""

from itertools import product

import pytest
from django.utils import translation

from decision_aids.exercises.registry import registry
from decision_aids.exercises.regret.exercises import EXPLAINED, IN_HER_WORDS, STATEMENTS, score
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, show

VALUE = {"label": "How do you look back?", "help": "", "source": None}
NO_REGRET = {"right": "1", "regret": "5", "again": "1", "harm": "5", "wise": "1"}
REGRET = {"right": "5", "regret": "1", "again": "5", "harm": "1", "wise": "5"}
regret = registry.get("vrijuit.regret")
SPEC = compile_spec(regret, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestRegret(ExerciseConformance):
    kind = "vrijuit.regret"
    value = VALUE
    answers = (NO_REGRET, {"right": "2", "harm": "3"})


class TestRegretWithHelp(ExerciseConformance):
    kind = "vrijuit.regret"
    value = {**VALUE, "help": "It takes a minute."}
    answers = (REGRET, {"wise": "3"})


def test_the_words_are_those_that_were_published():
    root = page.read_html(show(regret, SPEC))

    assert [legend.words for legend in root.find("legend")[1:]] == [
        "It was the right decision",
        "I regret the choice that was made",
        "I would go for the same choice if I had to do it over again",
        "The choice did me a lot of harm",
        "The decision was a wise one",
    ]
    assert "Medical Decision Making 2003;23(4)" in root.words
    assert "not for profit" in root.words


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (NO_REGRET, 0),
        (REGRET, 100),
        (dict.fromkeys(STATEMENTS, "3"), 50),
        ({**NO_REGRET, "regret": "4"}, 5),
        (dict.fromkeys(STATEMENTS, "1"), 40),
        ({"right": "1", "wise": "1"}, None),
    ],
)
def test_two_statements_are_turned_round_and_the_mean_goes_from_0_to_100(answer, points):
    assert score(answer) == points


def test_every_answer_is_scored_as_published():
    for one, two, three, four, five in product((1, 2, 3, 4, 5), repeat=5):
        answer = dict(zip(STATEMENTS, map(str, (one, two, three, four, five)), strict=True))
        turned = [one, 6 - two, three, 6 - four, five]

        assert score(answer) == sum((value - 1) * 25 for value in turned) / 5


def test_a_whole_answer_gets_its_score_without_a_verdict():
    answer = answer_to(regret, SPEC, REGRET)

    assert regret.reply(SPEC, answer)["score"] == "100 out of 100"
    assert "It does not show that a choice was wrong." in regret.reply(SPEC, answer)["meaning"]
    assert regret.reply(SPEC, {"right": "1"}) is None
    assert "out of 100" not in regret.text(SPEC, {"right": "1"})


def test_it_steers_nothing():
    assert list(regret.operands(SPEC)) == []


def test_in_another_language_the_english_words_stay_and_are_explained():
    assert "In other words" not in show(regret, SPEC)
    with translation.override("nl"):
        root = page.read_html(show(regret, SPEC))
        explained, level = str(EXPLAINED["right"]), str(IN_HER_WORDS["1"])

    assert explained in root.words
    assert "De Engelse woorden zijn die van de makers." in root.words
    assert f"Strongly Agree {level}" in root.words
