"""Looking ahead: the same moments for every option."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item, page
from tests.decision_aids.exercises.options import OPTIONS, answer_to, compile_spec, filled_in, show

VALUE = {
    "label": "How does your life look then?",
    "help": "",
    "moments": [item("soon", "In one month"), item("late", "In five years")],
    "feeling": True,
}
future = registry.get("vrijuit.future")
SPEC = compile_spec(future, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestFuture(ExerciseConformance):
    kind = "vrijuit.future"
    value = VALUE
    answers = (
        {"first": {"soon": {"text": "With my parents.\nQuiet.", "feeling": 2}}},
        {"second": {"late": {"text": "", "feeling": 5}}, "first": {"late": {"text": "At work", "feeling": None}}},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(future, SPEC, data.draw(filled_in(future, SPEC)))
    if answer is not None:
        assert answer_to(future, SPEC, future.initial(SPEC, answer), answer) == answer


def test_a_feeling_can_be_taken_back():
    kept = answer_to(future, SPEC, {"stay-soon": "Quiet", "stay-soon-feeling": "4"})

    assert kept == {"stay": {"soon": {"text": "Quiet", "feeling": 4}}}
    assert answer_to(future, SPEC, {"stay-soon": "Quiet", "stay-soon-feeling": "unsure"}, kept) == {
        "stay": {"soon": {"text": "Quiet", "feeling": None}}
    }


def test_every_option_gets_the_same_moments():
    suffixes = list(future.fields(SPEC))

    per_option = [[s.removeprefix(o["id"]) for s in suffixes if s.startswith(f"{o['id']}-")] for o in OPTIONS]

    assert per_option == [["-soon", "-soon-feeling", "-late", "-late-feeling"]] * 3
    folds = page.read_html(show(future, SPEC)).find("details")
    assert [fold.find("summary")[0].words for fold in folds] == ["Stay", "Go", "Wait"]


def test_reading_back_names_every_option():
    answer = {"go": {"late": {"text": "At work", "feeling": 4}}}

    assert future.text(SPEC, answer).splitlines() == [
        "Stay: Nothing noted",
        "Go",
        "  In one month: Nothing noted",
        "  In five years: At work",
        "    How it feels: good",
        "Wait: Nothing noted",
    ]


def test_without_feelings_only_words_are_asked():
    assert list(future.fields({**SPEC, "feeling": False}))[:2] == ["stay-soon", "stay-late"]


def test_an_editor_is_told_of_missing_options_and_moments():
    spec = {**SPEC, "options": [], "moments": []}

    assert [issue.code for issue in future.check(spec, Aid("en"))] == ["no-options", "nothing-to-answer"]
    assert [issue.code for issue in future.check({**SPEC, "moments": [{"id": "m", "value": ""}]}, Aid("en"))] == [
        "choice-empty"
    ]
