"""Age and weeks, and what is still possible today."""

import datetime

import pytest
from django.utils.translation import override

from decision_aids.exercises.base import Row
from decision_aids.exercises.registry import registry
from decision_aids.exercises.situation.weeks import Span, Time, find_day0, find_time, span_between
from decision_aids.exercises.testing import ExerciseConformance, item

TODAY = datetime.date(2026, 11, 22)
VALUE = {
    "label": "Where are you now?",
    "help": "Fill in what you know.",
    "ask_age": True,
    "adult_age": 18,
    "ask_weeks": True,
    "windows": [
        item(
            "carry",
            {
                "title": "Carry on",
                "option": "first",
                "until_weeks": None,
                "notice_days": 0,
                "open_text": "There is time.",
                "closed_text": "Ask a midwife.",
            },
        ),
        item(
            "stop",
            {
                "title": "Stop",
                "option": "second",
                "until_weeks": 14,
                "notice_days": 6,
                "open_text": "A centre helps you.",
                "closed_text": "A centre says what is possible elsewhere.",
            },
        ),
    ],
    "unknown_text": "A test at the doctor tells it.",
}
SPEC = {**VALUE, "windows": [{"id": one["id"], **one["value"]} for one in VALUE["windows"]]}
NOTHING = {"age": None, "day0": None, "weeks": None, "days": None, "unknown": False, "keep": False}
situation = registry.get("vrijuit.situation")


@pytest.fixture(autouse=True)
def _on_a_sunday_in_november(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC), tick=False)
    with override("en"):
        yield


def days_ago(days):
    return TODAY - datetime.timedelta(days=days)


def errors_after(**sent):
    kit = TestSituation()
    part = kit.part()
    form = kit.posted(part, kit.sent_with(part, sent))
    return {name.removeprefix(f"{part.short}-"): list(errors) for name, errors in form.errors.items()}


class TestSituation(ExerciseConformance):
    kind = "vrijuit.situation"
    value = VALUE
    answers = (
        {
            "held": ["minor", "weeks-known", "open:carry", "open:stop"],
            "kept": {"age": 17, "day0": "2026-09-08", "unknown": False},
        },
        {"held": ["adult", "weeks-unknown", "open:carry"]},
    )


class TestSituationWithAgeOnly(ExerciseConformance):
    kind = "vrijuit.situation"
    value = {**VALUE, "ask_weeks": False}
    answers = (
        {"held": ["minor"], "kept": {"age": 12, "day0": None, "unknown": False}},
        {"held": ["adult"], "kept": {"age": 40, "day0": None, "unknown": False}},
    )


# -- counting -----------------------------------------------------------------------------------------


def test_weeks_are_counted_from_the_first_day_of_the_last_period():
    assert span_between(days_ago(0), TODAY) == Span(0, 0)
    assert span_between(days_ago(75), TODAY) == Span(10, 5)
    assert find_day0(10, 5, TODAY) == days_ago(75)


def test_the_last_day_is_the_day_before_the_limit_is_complete():
    day0 = datetime.date(2026, 9, 1)

    last_day, ask_by = find_time(day0, until_weeks=14, notice_days=6)

    assert Time(last_day, ask_by) == Time(datetime.date(2026, 12, 7), datetime.date(2026, 12, 1))
    assert span_between(day0, last_day) == Span(13, 6)


@pytest.mark.parametrize(
    ("days", "is_open", "state", "ask"),
    [
        (50, True, "Possible until Friday 8 January 2027", "Have your first appointment by Saturday 2 January 2027."),
        (
            91,
            True,
            "Possible until Saturday 28 November 2026",
            "Have your first appointment by Sunday 22 November 2026.",
        ),
        (92, True, "Possible until Friday 27 November 2026", "Ask today or tomorrow what is still possible."),
        (97, True, "Possible until Sunday 22 November 2026", "Ask today or tomorrow what is still possible."),
        (98, False, "The time for this has passed", ""),
    ],
)
def test_each_day_around_the_limit_says_what_is_possible(days, is_open, state, ask):
    _always, limited = situation.reply(SPEC, {**NOTHING, "day0": days_ago(days)})["windows"]

    assert limited == {
        "id": "stop",
        "title": "Stop",
        "open": is_open,
        "state": state,
        "text": "A centre helps you." if is_open else "A centre says what is possible elsewhere.",
        "ask": ask,
    }


# -- the reply ----------------------------------------------------------------------------------------


def test_the_reply_says_how_far_and_what_is_open_in_the_order_of_the_editor():
    assert situation.reply(SPEC, {**NOTHING, "weeks": 10, "days": 5}) == {
        "far": "10 weeks and 5 days, counted from your last period",
        "unknown": "",
        "windows": [
            {
                "id": "carry",
                "title": "Carry on",
                "open": True,
                "state": "Possible",
                "text": "There is time.",
                "ask": "",
            },
            {
                "id": "stop",
                "title": "Stop",
                "open": True,
                "state": "Possible until Monday 14 December 2026",
                "text": "A centre helps you.",
                "ask": "Have your first appointment by Tuesday 8 December 2026.",
            },
        ],
    }


def test_not_knowing_the_weeks_gets_the_words_of_the_editor():
    reply = situation.reply(SPEC, {**NOTHING, "unknown": True})

    assert reply == {"far": "", "unknown": "A test at the doctor tells it.", "windows": []}


def test_a_date_counts_before_not_knowing():
    assert situation.reply(SPEC, {**NOTHING, "day0": days_ago(7), "unknown": True})["far"].startswith("1 week,")


def test_an_age_alone_or_nothing_at_all_leads_straight_on():
    assert situation.reply(SPEC, {**NOTHING, "age": 17}) is None
    assert situation.reply(SPEC, NOTHING) is None


def test_the_form_shows_the_dates_at_once():
    kit = TestSituation()
    part = kit.part()

    form = kit.posted(part, kit.sent_with(part, {"weeks": "10", "days": "5"}))

    assert "Possible until Monday 14 December 2026" in kit.shown(part, form)


# -- what is kept ---------------------------------------------------------------------------------------


def test_only_what_the_way_onward_needs_is_kept_unless_she_asks_for_more():
    given = {**NOTHING, "age": 17, "day0": days_ago(75)}

    assert situation.clean(SPEC, given, None) == {"held": ["minor", "weeks-known", "open:carry", "open:stop"]}
    assert situation.clean(SPEC, {**given, "keep": True}, None) == {
        "held": ["minor", "weeks-known", "open:carry", "open:stop"],
        "kept": {"age": 17, "day0": "2026-09-08", "unknown": False},
    }


def test_what_was_not_kept_is_read_back_without_a_number_or_a_date():
    text = situation.text(SPEC, {"held": ["minor", "weeks-known", "closed:stop"]})

    assert text == "You did this check. What you filled in was not kept."


def test_what_was_kept_is_read_back_with_the_dates_of_today():
    answer = {"held": [], "kept": {"age": 17, "day0": "2026-09-08", "unknown": False}}

    assert situation.rows(SPEC, answer) == [
        Row("Your age", "17"),
        Row("First day of your last period", "Tuesday 8 September 2026"),
        Row("Today", "10 weeks and 5 days, counted from your last period"),
        Row("Carry on", "Possible"),
        Row("Stop", "Possible until Monday 14 December 2026"),
    ]


def test_long_after_nobody_is_told_how_far_she_is(time_machine):
    time_machine.move_to(datetime.datetime(2027, 11, 22, 10, tzinfo=datetime.UTC))

    assert situation.rows(SPEC, {"held": [], "kept": {"age": None, "day0": "2026-09-08", "unknown": False}}) == [
        Row("First day of your last period", "Tuesday 8 September 2026"),
        Row("Carry on", "Possible"),
        Row("Stop", "The time for this has passed"),
    ]


def test_a_kept_date_opens_and_closes_the_way_as_the_days_go_by(time_machine):
    answer = {"held": ["weeks-known", "open:stop"], "kept": {"age": None, "day0": "2026-09-08", "unknown": False}}
    before = situation.held(SPEC, answer)

    time_machine.move_to(datetime.datetime(2026, 12, 15, 10, tzinfo=datetime.UTC))

    assert before == ["weeks-known", "open:carry", "open:stop"]
    assert situation.held(SPEC, answer) == ["weeks-known", "open:carry", "closed:stop"]


def test_an_empty_form_leaves_a_check_that_was_not_kept_as_it_was():
    not_kept = {"held": ["minor"]}
    kept = {"held": ["minor"], "kept": {"age": 17, "day0": None, "unknown": False}}

    assert situation.clean(SPEC, NOTHING, not_kept) == not_kept
    assert situation.clean(SPEC, NOTHING, kept) is None


# -- what cannot be ---------------------------------------------------------------------------------------


AGE = ["Fill in your age in years, between 10 and 99. Or leave it empty."]
WEEKS = ["Fill in a number of weeks between 0 and 42. Or leave it empty."]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"age": "7"}, {"age": AGE}),
        ({"age": "130"}, {"age": AGE}),
        ({"age": "-17"}, {"age": AGE}),
        ({"age": "seventeen"}, {"age": AGE}),
        ({"day0": "2026-11-23"}, {"day0": ["This day is still to come. Choose a day before today."]}),
        ({"day0": "2026-01-01"}, {"day0": ["This day is more than 42 weeks ago. Look at the month and the year."]}),
        ({"day0": "0001-01-01"}, {"day0": ["This day is more than 42 weeks ago. Look at the month and the year."]}),
        ({"day0": "last week"}, {"day0": ["Write the day like this: 27/3/2026. Or choose “I don't know”."]}),
        ({"weeks": "43"}, {"weeks": WEEKS}),
        ({"weeks": "7,5"}, {"weeks": WEEKS}),
        ({"days": "3"}, {"weeks": ["Fill in the weeks too."]}),
        (
            {"day0": "2026-09-08", "weeks": "20"},
            {"weeks": ["The date and the weeks do not say the same. Leave out the one you are less sure of."]},
        ),
    ],
)
def test_what_cannot_be_gets_a_clear_answer(sent, errors):
    assert errors_after(**sent) == errors


@pytest.mark.parametrize(
    "sent",
    [
        {"age": "17 jaar"},
        {"age": " 10 "},
        {"age": "99"},
        {"day0": "2026-11-22"},
        {"day0": "8/9/2026"},
        {"day0": "2026-02-01"},
        {"weeks": "0"},
        {"weeks": "42", "days": "6"},
        {"weeks": "10 weken", "day0": "2026-09-08"},
    ],
)
def test_what_people_write_is_understood(sent):
    assert errors_after(**sent) == {}
