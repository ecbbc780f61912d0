"""Breathing: a rhythm in words and a drawing, nothing to fill in and nothing kept."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from decision_aids.exercises.breathing.exercises import RHYTHMS
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import compile_spec, send, show

VALUE = {"label": "Breathe along", "help": "", "rhythm": "calm", "times": 6}
breathing = registry.get("vrijuit.breathing")


class TestBreathing(ExerciseConformance):
    kind = "vrijuit.breathing"
    value = VALUE
    posts = ({}, {})


class TestBreathingInASquare(ExerciseConformance):
    kind = "vrijuit.breathing"
    value = {**VALUE, "help": "Sit down first.", "rhythm": "square", "times": 2}
    posts = ({}, {})


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("calm", ["Breathe in 1 2 3 4", "Breathe out 1 2 3 4 5 6"]),
        ("even", ["Breathe in 1 2 3 4 5", "Breathe out 1 2 3 4 5"]),
        ("square", ["Breathe in 1 2 3 4", "Hold your breath 1 2 3 4", "Breathe out 1 2 3 4", "Wait 1 2 3 4"]),
    ],
)
def test_the_rhythm_is_counted_in_words(rhythm, words):
    with translation.override("en"):
        root = page.read_html(show(breathing, compile_spec(breathing, {**VALUE, "rhythm": rhythm})))

    assert [line.words for line in root.find("li")] == words
    assert "Do this 6 times." in root.words


def test_the_style_sheet_moves_in_each_rhythm_and_not_for_who_asked_for_less_motion():
    style = Path(finders.find("exercises/breathing.css")).read_text(encoding="utf-8")

    for name in RHYTHMS:
        assert f"@keyframes breath-{name} " in style
    assert "@media (prefers-reduced-motion: reduce)" in style


def test_a_step_with_nothing_to_fill_in_can_be_passed():
    form = send(breathing, compile_spec(breathing, VALUE), {})

    assert (form.errors, form.answers, form.replies) == ({}, {}, False)


def test_a_step_that_must_be_answered_can_be_passed_too():
    spec = compile_spec(breathing, VALUE)
    form = send(breathing, spec, {})
    form.must_answer = True
    form.full_clean()

    assert form.errors == {}
