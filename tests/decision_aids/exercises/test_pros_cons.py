"""Pros and cons: what is kept, what is read back, and that every option is treated alike."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import OPTIONS, SHORT, answer_to, compile_spec, filled_in, send, show

VALUE = {
    "label": "What speaks for it?",
    "help": "",
    "suggestions": [
        item("help", {"option": "", "side": "for", "text": "I have help"}),
        item("fear", {"option": "", "side": "against", "text": "I am afraid"}),
        item("home", {"option": "stay", "side": "for", "text": "I have a home"}),
    ],
    "own": 2,
    "weigh": True,
}
pros_cons = registry.get("vrijuit.pros_cons")
SPEC = compile_spec(pros_cons, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestProsCons(ExerciseConformance):
    kind = "vrijuit.pros_cons"
    value = {**VALUE, "suggestions": [*VALUE["suggestions"][:2]]}
    answers = (
        {
            "first": {
                "for": [
                    {"id": "help", "text": "I have help", "weight": 4},
                    {"id": "own", "text": "My sister", "weight": None},
                ],
                "against": [{"id": "fear", "text": "I am afraid", "weight": None}],
            }
        },
        {"second": {"for": [], "against": [{"id": "own", "text": "It is far", "weight": 1}]}},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(pros_cons, SPEC, data.draw(filled_in(pros_cons, SPEC)))
    if answer is not None:
        assert answer_to(pros_cons, SPEC, pros_cons.initial(SPEC, answer), answer) == answer


def test_ticks_and_own_lines_are_kept_with_their_weights():
    data = {
        "stay-for": ["home", "help"],
        "stay-for-home-weight": "5",
        "stay-for-own1": "  My  aunt\x00 ",
        "go-against-own0": "Far away",
        "go-against-own0-weight": "2",
    }

    assert answer_to(pros_cons, SPEC, data) == {
        "stay": {
            "for": [
                {"id": "help", "text": "I have help", "weight": None},
                {"id": "home", "text": "I have a home", "weight": 5},
                {"id": "own", "text": "My aunt", "weight": None},
            ],
            "against": [],
        },
        "go": {"for": [], "against": [{"id": "own", "text": "Far away", "weight": 2}]},
    }


def test_a_weight_beside_nothing_is_not_kept():
    assert answer_to(pros_cons, SPEC, {"stay-for-help-weight": "5", "go-for-own0-weight": "3"}) is None


def test_taking_a_tick_away_removes_the_thing_also_when_it_is_sent_twice():
    kept = answer_to(pros_cons, SPEC, {"stay-for": ["help", "home"], "stay-for-help-weight": "4"})
    data = {**pros_cons.initial(SPEC, kept), "stay-for": ["home"]}

    once = answer_to(pros_cons, SPEC, data, kept)

    assert once == {"stay": {"for": [{"id": "home", "text": "I have a home", "weight": None}], "against": []}}
    assert answer_to(pros_cons, SPEC, data, once) == once


def test_a_suggestion_of_another_option_is_refused_and_her_words_stay():
    form = send(pros_cons, SPEC, {"go-for": ["home"], "go-for-own0": "My words"})

    assert list(form.errors) == [f"{SHORT}-go-for"]
    html = show(pros_cons, SPEC, form=form)
    assert "My words" in html
    opened = [one for one in page.read_html(html).find("details") if "open" in one.attrs]
    assert [one.find("summary")[0].words for one in opened] == ["Go something noted"]


def test_every_option_gets_the_same_questions_in_the_order_of_the_editor():
    spec = {**SPEC, "suggestions": SPEC["suggestions"][:2]}
    suffixes = list(pros_cons.fields(spec))

    by_option = {
        option["id"]: [s.removeprefix(option["id"]) for s in suffixes if s.startswith(f"{option['id']}-")]
        for option in OPTIONS
    }

    assert by_option["stay"] == by_option["go"] == by_option["wait"]
    folds = page.read_html(show(pros_cons, spec)).find("details")
    assert [fold.find("summary")[0].words for fold in folds] == ["Stay", "Go", "Wait"]
    assert not any("open" in fold.attrs for fold in folds)


def test_reading_back_shows_every_option_and_never_a_sum():
    answer = answer_to(pros_cons, SPEC, {"wait-for": ["help"], "wait-for-help-weight": "5", "wait-against": ["fear"]})

    assert pros_cons.text(SPEC, answer).splitlines() == [
        "Stay",
        "  What speaks for it: Nothing noted",
        "  What speaks against it: Nothing noted",
        "Go",
        "  What speaks for it: Nothing noted",
        "  What speaks against it: Nothing noted",
        "Wait",
        "  What speaks for it",
        "    I have help: 5 of 5",
        "  What speaks against it",
        "    I am afraid",
    ]
    root = page.read_html(pros_cons.render("summary", SPEC, answer))
    assert [caption.words for caption in root.find("caption")] == ["Stay", "Go", "Wait"]
    assert "It does not say what you should choose." in root.words


def test_a_suggestion_reads_back_in_the_words_of_now_and_one_that_is_gone_in_her_own():
    answer = {
        "go": {
            "for": [{"id": "help", "text": "Old words", "weight": None}, {"id": "gone", "text": "Kept", "weight": 1}],
            "against": [],
        }
    }

    go = pros_cons.rows(SPEC, answer)[1]

    assert [(row.label, row.amount) for row in go.rows[0].rows] == [("I have help", None), ("Kept", 1)]


def test_without_weighing_nothing_is_asked_about_weight():
    spec = {**SPEC, "weigh": False}

    assert not [suffix for suffix in pros_cons.fields(spec) if suffix.endswith("weight")]
    assert answer_to(pros_cons, spec, {"go-for": ["help"]}) == {
        "go": {"for": [{"id": "help", "text": "I have help", "weight": None}], "against": []}
    }


def test_an_editor_is_told_of_uneven_gone_and_empty_suggestions():
    def codes(*suggestions, own=1):
        spec = compile_spec(pros_cons, {**VALUE, "suggestions": list(suggestions), "own": own})
        return [(issue.code, issue.severity) for issue in pros_cons.check(spec, Aid("en", OPTIONS))]

    even = (
        item("a", {"option": "", "side": "for", "text": "A"}),
        item("b", {"option": "", "side": "against", "text": "B"}),
    )
    gone = item("c", {"option": "elsewhere", "side": "for", "text": "C"})
    empty = item("d", {"option": "", "side": "for", "text": " "})
    assert codes(*even) == []
    assert codes(even[0]) == [("suggestions-uneven", "warning")]
    assert codes(*even, gone) == [("option-gone", "error")]
    assert codes(*even, empty) == [("choice-empty", "error"), ("suggestions-uneven", "warning")]
    assert codes(own=0) == [("nothing-to-answer", "error")]
