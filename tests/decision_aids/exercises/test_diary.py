"""The diary: a page a day, and a drawing of each number with the same numbers as a table."""

import datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in, show

TODAY = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
VALUE = {
    "label": "How was your day?",
    "help": "",
    "scales": [
        item("sleep", {"title": "Sleep", "low": "badly", "high": "well"}),
        item("worry", {"title": "Worries", "low": "", "high": ""}),
    ],
    "top": 10,
    "mood": True,
    "note": "",
}
diary = registry.get("vrijuit.diary")
SPEC = compile_spec(diary, VALUE)
FIRST = {"on": "2026-11-02", "at": {"sleep": 2, "worry": 9}, "mood": "bad", "note": "A hard day"}
SECOND = {"on": "2026-11-12", "at": {"sleep": 7}, "mood": "", "note": ""}
BEFORE = {"days": [FIRST, SECOND]}


@pytest.fixture(autouse=True)
def _english_and_a_day():
    with translation.override("en"), time_machine.travel(TODAY, tick=False):
        yield


class TestDiary(ExerciseConformance):
    kind = "vrijuit.diary"
    value = VALUE
    answers = (
        {"days": [{"on": "2026-11-22", "at": {"sleep": 0}, "mood": "mixed", "note": ""}]},
        {
            "days": [
                {"on": "2026-11-01", "at": {"sleep": 3, "worry": 4}, "mood": "", "note": "One\n\nTwo"},
                {"on": "2026-11-22", "at": {}, "mood": "good", "note": "Now"},
            ]
        },
    )


class TestDiaryOfNotesAlone(ExerciseConformance):
    kind = "vrijuit.diary"
    value = {**VALUE, "scales": [], "mood": False, "note": "What went well?"}
    answers = (
        {"days": [{"on": "2026-11-22", "at": {}, "mood": "", "note": "Soup"}]},
        {"days": [{"on": "2026-11-20", "at": {}, "mood": "", "note": "Bread"}]},
    )


@given(st.data(), st.sampled_from([None, BEFORE]))
def test_what_is_read_back_into_the_form_gives_the_same_answer(data, before):
    with time_machine.travel(TODAY, tick=False):
        answer = answer_to(diary, SPEC, data.draw(filled_in(diary, SPEC)), before)
        if answer is not None:
            assert answer_to(diary, SPEC, diary.initial(SPEC, answer), answer) == answer


def test_the_page_of_today_stands_beside_those_of_other_days():
    answer = answer_to(diary, SPEC, {"sleep": "5", "worry": "unsure", "mood": "good", "note": "Calm"}, BEFORE)

    assert answer == {"days": [FIRST, SECOND, {"on": "2026-11-22", "at": {"sleep": 5}, "mood": "good", "note": "Calm"}]}


def test_what_she_wrote_earlier_today_stands_in_the_form():
    answer = answer_to(diary, SPEC, {"note": "This morning"}, BEFORE)

    assert "This morning</textarea>" in show(diary, SPEC, answer)
    assert "A hard day</textarea>" not in show(diary, SPEC, answer)


def test_a_page_can_be_removed_and_its_neighbour_stays():
    assert answer_to(diary, SPEC, {"remove": ["2026-11-02"]}, BEFORE) == {"days": [SECOND]}
    assert answer_to(diary, SPEC, {}, answer_to(diary, SPEC, {"note": "Now"}, BEFORE)) == BEFORE
    assert answer_to(diary, SPEC, {"remove": ["2026-11-02", "2026-11-12"]}, BEFORE) is None


def test_numbers_are_drawn_for_each_scale_and_stand_in_a_table():
    root = page.read_html(diary.render("summary", SPEC, BEFORE))

    drawings = [drawing.attrs["aria-label"] for drawing in root.find("svg")]
    table = [[cell.words for cell in row.find("th", "td")] for row in root.find("tr")]

    assert drawings == [
        "Sleep. Nov. 2, 2026: 2 of 10; Nov. 12, 2026: 7 of 10",
        "Worries. Nov. 2, 2026: 9 of 10",
    ]
    assert table == [
        ["Day", "Sleep", "Worries"],
        ["Nov. 2, 2026", "2 of 10", "9 of 10"],
        ["Nov. 12, 2026", "7 of 10", "No answer"],
    ]
    assert "A hard day" in root.words


def test_it_reads_back_day_by_day():
    assert diary.text(SPEC, BEFORE).splitlines() == [
        "Nov. 2, 2026",
        "  Mood: Bad",
        "  Sleep: 2 of 10",
        "  Worries: 9 of 10",
        "  Note: A hard day",
        "Nov. 12, 2026",
        "  Sleep: 7 of 10",
    ]


def test_one_day_is_no_drawing():
    assert diary.picture(SPEC, {"days": [FIRST]}) is None


def test_a_page_of_the_first_version_is_read_by_the_second():
    first = {"days": [{**SECOND, "act": "go"}]}

    assert diary.upgrade(first, 1) == {"days": [SECOND]}
    assert diary.upgrade({"days": [SECOND]}, 2) == {"days": [SECOND]}
