"""Dividing points: what is left, what is too many, and nothing lost."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.points.exercises import in_words
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, send, show

VALUE = {
    "label": "How heavy?",
    "help": "",
    "things": [
        item("health", {"text": "My health", "note": "Now and later."}),
        item("work", {"text": "My work", "note": ""}),
    ],
    "total": 100,
    "own": 2,
}
points = registry.get("vrijuit.points")
SPEC = compile_spec(points, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestPoints(ExerciseConformance):
    kind = "vrijuit.points"
    value = VALUE
    answers = (
        {"given": {"health": 70, "work": 0}, "own": [{"text": "My dog", "points": 30}]},
        {"given": {}, "own": [{"text": "My dog", "points": None}]},
    )


@given(st.integers(0, 100), st.integers(0, 100))
def test_points_are_taken_when_they_make_the_total_and_come_back_whole(health, work):
    form = send(points, SPEC, {"health": str(health), "work": str(work)})

    if health + work == 100:
        answer = next(iter(form.answers.values()))["x"]
        assert answer == {"given": {"health": health, "work": work}, "own": []}
        assert answer_to(points, SPEC, points.initial(SPEC, answer), answer) == answer
    elif health + work == 0:
        assert not form.errors
        assert next(iter(form.answers.values())) is None
    else:
        assert list(form.errors) == [f"{SHORT}-health" if health else f"{SHORT}-work"]


@pytest.mark.parametrize(
    ("divided", "words"),
    [
        (90, "10 points of 100 are left. Give them a place."),
        (99, "1 point of 100 is left. Give it a place."),
        (101, "This is 1 point more than 100. Take it off somewhere."),
        (130, "This is 30 points more than 100. Take them off somewhere."),
    ],
)
def test_it_says_how_many_are_left_or_too_many(divided, words):
    assert in_words(divided, 100) == words


def test_nothing_is_lost_when_the_points_do_not_make_the_total():
    form = send(points, SPEC, {"health": "70", "own0": "My dog", "own0-points": "20"})

    assert form.errors == {f"{SHORT}-health": ["10 points of 100 are left. Give them a place."]}
    html = show(points, SPEC, form=form)
    assert 'value="70"' in html
    assert 'value="My dog"' in html
    assert 'value="20"' in html


def test_points_for_nothing_ask_what_they_are_for():
    form = send(points, SPEC, {"health": "70", "own1-points": "30"})

    assert form.errors == {f"{SHORT}-own1": ["Say what these points are for."]}


def test_what_is_no_number_of_points_is_explained():
    form = send(points, SPEC, {"health": "half", "work": "-1"})

    message = "Write a whole number from 0 to 100."
    assert form.errors == {f"{SHORT}-health": [message], f"{SHORT}-work": [message]}


def test_reading_back_keeps_the_order_of_the_editor():
    answer = {"given": {"work": 60, "health": 40}, "own": [{"text": "My dog", "points": None}]}

    assert points.text(SPEC, answer).splitlines() == ["My health: 40 of 100", "My work: 60 of 100", "My dog: No points"]
    assert points.picture(SPEC, answer) == {
        "kind": "bars",
        "marks": [25, 50, 75],
        "rows": [
            {"label": "My health", "words": "40 of 100", "x": 0, "length": 40},
            {"label": "My work", "words": "60 of 100", "x": 0, "length": 60},
            {"label": "My dog", "words": "No points", "x": 0, "length": None},
        ],
    }


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"things": [], "own": 0}, ["nothing-to-answer"]),
        ({"things": [item("a", {"text": "Alone", "note": ""})], "own": 0}, ["nothing-to-answer"]),
        ({"things": [item("a", {"text": "", "note": ""})]}, ["choice-empty"]),
    ],
)
def test_an_editor_is_told_what_to_mend(changes, codes):
    spec = compile_spec(points, {**VALUE, **changes})

    assert [issue.code for issue in points.check(spec, Aid("en"))] == codes
