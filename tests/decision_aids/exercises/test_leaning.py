"""Leaning: one moment a day, beside those of other days."""

import datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send, show

VALUE = {"label": "How far do you lean to each option?", "help": "", "top": 5, "note": True}
TODAY = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
leaning = registry.get("vrijuit.leaning")
SPEC = compile_spec(leaning, VALUE)
BEFORE = {
    "moments": [
        {"on": "2026-11-02", "at": {"stay": 2, "go": 4}, "note": ""},
        {"on": "2026-11-12", "at": {"stay": 3}, "note": "After the talk"},
    ]
}


@pytest.fixture(autouse=True)
def _english_and_a_day():
    with translation.override("en"), time_machine.travel(TODAY, tick=False):
        yield


class TestLeaning(ExerciseConformance):
    kind = "vrijuit.leaning"
    value = VALUE
    answers = (
        {"moments": [{"on": "2026-11-22", "at": {"first": 0, "second": None}, "note": ""}]},
        {
            "moments": [
                {"on": "2026-11-01", "at": {"first": 2}, "note": "At home"},
                {"on": "2026-11-22", "at": {}, "note": "Now"},
            ]
        },
    )


@given(st.data(), st.sampled_from([None, BEFORE]))
def test_what_is_read_back_into_the_form_gives_the_same_answer(data, before):
    with time_machine.travel(TODAY, tick=False):
        answer = answer_to(leaning, SPEC, data.draw(filled_in(leaning, SPEC)), before)
        if answer is not None:
            assert answer_to(leaning, SPEC, leaning.initial(SPEC, answer), answer) == answer


def test_a_day_stands_beside_the_days_before():
    answer = answer_to(leaning, SPEC, {"stay": "5", "go": "unsure", "note": "Calm"}, BEFORE)

    assert answer == {
        "moments": [*BEFORE["moments"], {"on": "2026-11-22", "at": {"stay": 5, "go": None}, "note": "Calm"}]
    }


def test_a_second_look_on_the_same_day_takes_the_place_of_the_first():
    first = answer_to(leaning, SPEC, {"stay": "5"}, BEFORE)

    second = answer_to(leaning, SPEC, {"go": "1"}, first)

    assert second["moments"] == [*BEFORE["moments"], {"on": "2026-11-22", "at": {"go": 1}, "note": ""}]


def test_an_empty_form_takes_only_today_away():
    today = answer_to(leaning, SPEC, {"stay": "5"}, BEFORE)

    assert answer_to(leaning, SPEC, {}, today) == BEFORE
    assert answer_to(leaning, SPEC, {}, answer_to(leaning, SPEC, {"stay": "5"})) is None


def test_on_another_day_the_form_is_empty_and_shows_what_she_said_before():
    assert leaning.initial(SPEC, BEFORE) == {}

    root = page.read_html(show(leaning, SPEC, BEFORE))

    assert not [control for control in page.find_controls(root) if "checked" in control.attrs]
    assert "Nov. 12, 2026" in root.words
    assert "After the talk" in root.words


def test_the_day_changes_at_midnight_where_she_lives():
    with time_machine.travel(datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC), tick=False):
        assert answer_to(leaning, SPEC, {"stay": "1"})["moments"][0]["on"] == "2026-11-23"


def test_a_day_can_be_removed_and_its_neighbour_stays():
    assert answer_to(leaning, SPEC, {"remove": ["2026-11-02"]}, BEFORE) == {"moments": BEFORE["moments"][1:]}
    assert answer_to(leaning, SPEC, {"remove": ["1999-01-01"]}, BEFORE) == BEFORE
    assert list(send(leaning, SPEC, {"remove": ["yesterday"]}, BEFORE).errors) == [f"{SHORT}-remove"]


def test_one_day_is_drawn_as_bars_in_the_order_of_the_editor():
    answer = answer_to(leaning, SPEC, {"wait": "5", "stay": "1", "go": "unsure"})

    assert leaning.picture(SPEC, answer) == {
        "kind": "bars",
        "marks": [20, 40, 60, 80],
        "rows": [
            {"label": "Stay", "words": "1 of 5", "x": 0, "length": 20},
            {"label": "Go", "words": "I don't know", "x": 0, "length": None},
            {"label": "Wait", "words": "5 of 5", "x": 0, "length": 100},
        ],
    }


def test_more_days_are_drawn_for_each_option_alike_and_told_in_words():
    picture = leaning.picture(SPEC, BEFORE)

    assert [(row["label"], row["words"], len(row["points"])) for row in picture["rows"]] == [
        ("Stay", "Nov. 2, 2026: 2 of 5; Nov. 12, 2026: 3 of 5", 2),
        ("Go", "Nov. 2, 2026: 4 of 5", 1),
        ("Wait", "No answer", 0),
    ]
    assert leaning.text(SPEC, BEFORE).splitlines() == [
        "Nov. 2, 2026",
        "  Stay: 2 of 5",
        "  Go: 4 of 5",
        "  Wait: No answer",
        "Nov. 12, 2026",
        "  Stay: 3 of 5",
        "  Go: No answer",
        "  Wait: No answer",
        "  Note: After the talk",
    ]
