"""Lines with columns: what is kept of them, and the line in time."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.rows.moments import read_moment
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import SHORT, answer_to, compile_spec, filled_in, send

NO = []
VALUE = {
    "label": "Small steps",
    "help": "One at a time.",
    "each": "Step",
    "columns": [
        item("what", {"title": "What", "kind": "line", "choices": NO}),
        item("why", {"title": "Why", "kind": "text", "choices": NO}),
        item("day", {"title": "When", "kind": "date", "choices": NO}),
        item("done", {"title": "Done?", "kind": "choice", "choices": [item("yes", "Yes"), item("no", "Not yet")]}),
        item("for", {"title": "For which option", "kind": "option", "choices": NO}),
    ],
    "most": 3,
    "in_time": False,
}
LIFE = {
    "label": "Your life",
    "help": "",
    "each": "Moment",
    "columns": [
        item("when", {"title": "When", "kind": "moment", "choices": NO}),
        item("what", {"title": "What", "kind": "line", "choices": NO}),
    ],
    "most": 5,
    "in_time": True,
}
rows = registry.get("vrijuit.rows")
SPEC = compile_spec(rows, VALUE)
LIFE_SPEC = compile_spec(rows, LIFE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestRows(ExerciseConformance):
    kind = "vrijuit.rows"
    value = VALUE
    answers = (
        [{"id": "1", "what": "Call", "day": "2026-12-01", "done": "yes", "for": "second"}, {"id": "2", "why": "Rest"}],
        [{"id": "7", "done": "no"}],
    )


class TestLineInTime(ExerciseConformance):
    kind = "vrijuit.rows"
    value = LIFE
    answers = ([{"id": "1", "when": "2019", "what": "School"}], [{"id": "1", "what": "Later"}])


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(rows, SPEC, data.draw(filled_in(rows, {**SPEC, "columns": SPEC["columns"][:2]})))
    if answer is not None:
        assert answer_to(rows, SPEC, rows.initial(SPEC, answer), answer) == answer


def test_a_line_keeps_its_id_when_one_above_is_removed_and_a_new_one_gets_an_id_of_its_own():
    kept = answer_to(rows, SPEC, {"r0-what": "Call", "r1-what": "Write"})
    assert kept == [{"id": "1", "what": "Call"}, {"id": "2", "what": "Write"}]

    data = {**rows.initial(SPEC, kept), "remove": ["0"], "r2-what": "Go"}

    assert answer_to(rows, SPEC, data, kept) == [{"id": "2", "what": "Write"}, {"id": "3", "what": "Go"}]


def test_a_day_is_forgiven_its_form_and_a_day_that_is_none_is_explained():
    assert answer_to(rows, SPEC, {"r0-day": "27/3/2026"}) == [{"id": "1", "day": "2026-03-27"}]

    form = send(rows, SPEC, {"r0-day": "soon", "r0-what": "Call"})

    assert form.errors == {f"{SHORT}-r0-day": ["Write the day like this: 27/3/2026."]}


def test_a_line_is_read_back_under_its_first_column_or_its_number():
    answer = [{"id": "1", "what": "Call", "day": "2026-12-01", "done": "no"}, {"id": "2", "for": "go"}]

    assert rows.text(SPEC, answer).splitlines() == [
        "Call",
        "  When: Dec. 1, 2026",
        "  Done?: Not yet",
        "Step 2",
        "  For which option: Go",
    ]


def test_moments_are_read_back_in_order_of_time_and_those_without_a_year_last():
    answer = [
        {"id": "1", "when": "one day", "what": "A garden"},
        {"id": "2", "when": "12/6/2019", "what": "Moved"},
        {"id": "3", "when": "june 2018", "what": "Met"},
        {"id": "4", "when": "2019", "what": "New year"},
        {"id": "5", "what": "No idea when"},
    ]

    assert [row.label for row in rows.rows(LIFE_SPEC, answer)] == [
        "june 2018",
        "2019",
        "12/6/2019",
        "one day",
        "Moment 5",
    ]
    assert '<ol class="time-line">' in rows.render("summary", LIFE_SPEC, answer)
    assert "time-line" not in rows.render("summary", SPEC, [{"id": "1", "what": "Call"}])


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2019", (2019, 0, 0)),
        ("about 2019", (2019, 0, 0)),
        ("6/2019", (2019, 6, 0)),
        ("12-6-2019", (2019, 6, 12)),
        ("2019-06-12", (2019, 6, 12)),
        ("June 2019", (2019, 6, 0)),
        ("12 June 2019", (2019, 6, 12)),
        ("summer 2019", (2019, 0, 0)),
        ("99/99/2019", (2019, 0, 0)),
        ("when I was 12", None),
        ("0612345678", None),
        ("", None),
    ],
)
def test_a_moment_is_read_from_how_people_write_it(words, moment):
    assert read_moment(words) == moment


def test_a_month_is_read_in_the_language_that_is_spoken():
    with translation.override("nl"):
        assert read_moment("maart 2020") == (2020, 3, 0)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"columns": []}, ["nothing-to-answer"]),
        ({"columns": [item("a", {"title": "A", "kind": "choice", "choices": [item("b", "B")]})]}, ["choices-missing"]),
        ({"in_time": True, "columns": [item("a", {"title": "A", "kind": "line", "choices": []})]}, ["no-time"]),
        ({"columns": [item("a", {"title": "", "kind": "line", "choices": []})]}, ["choice-empty"]),
    ],
)
def test_an_editor_is_told_what_to_mend(changes, codes):
    spec = compile_spec(rows, {**VALUE, **changes})

    assert [issue.code for issue in rows.check(spec, Aid("en"))] == codes


def test_a_column_of_options_needs_options():
    bound = rows.block().to_python(VALUE)

    assert [issue.code for issue in rows.check(rows.compile(bound, Aid("en")), Aid("en"))] == ["no-options"]
