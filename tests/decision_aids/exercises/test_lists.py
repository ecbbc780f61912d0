"""Lists with a name: what is ticked, what is added, and how it is read back."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.base import Aid
from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, item
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in, show

VALUE = {
    "label": "What comes to mind?",
    "help": "",
    "lists": [
        item(
            "rest",
            {
                "title": "What gives me rest",
                "prompt": "Small things count.",
                "suggestions": [item("walk", "Going outside"), item("music", "Music")],
                "most": 4,
            },
        ),
        item("unrest", {"title": "What takes my rest away", "prompt": "", "suggestions": [], "most": 2}),
    ],
}
lists = registry.get("vrijuit.lists")
SPEC = compile_spec(lists, VALUE)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestLists(ExerciseConformance):
    kind = "vrijuit.lists"
    value = VALUE
    answers = (
        {"rest": [{"id": "music", "text": "Music"}, {"id": "own", "text": "My cat"}]},
        {"unrest": [{"id": "own", "text": "Rain"}, {"id": "own", "text": "Noise"}]},
    )


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(lists, SPEC, data.draw(filled_in(lists, SPEC)))
    if answer is not None:
        assert answer_to(lists, SPEC, lists.initial(SPEC, answer), answer) == answer


def test_every_list_is_read_back_also_the_empty_one():
    answer = {"rest": [{"id": "walk", "text": "Going outside"}, {"id": "own", "text": "My cat"}]}

    assert lists.text(SPEC, answer).splitlines() == [
        "What gives me rest",
        "  Going outside",
        "  My cat",
        "What takes my rest away: Nothing noted",
    ]


def test_conditions_can_ask_for_a_ticked_suggestion():
    answer = answer_to(lists, SPEC, {"rest": ["walk"], "rest-own0": "My cat"})

    assert lists.held(SPEC, answer) == ["rest:walk"]
    assert [operand.label for operand in lists.operands(SPEC)] == [
        "What gives me rest: Going outside",
        "What gives me rest: Music",
    ]


def test_lines_behind_the_first_wait_and_one_stands_open_under_what_was_written():
    assert "More lines" in show(lists, SPEC)
    three = {"rest": [{"id": "own", "text": text} for text in ("one", "two", "three")]}
    assert "More lines" not in show(lists, SPEC, three)


@pytest.mark.parametrize(
    ("named", "codes"),
    [
        ([], ["nothing-to-answer"]),
        ([item("a", {"title": "A", "prompt": "", "suggestions": [], "most": 0})], ["nothing-to-answer"]),
        ([item("a", {"title": " ", "prompt": "", "suggestions": [item("b", "")], "most": 1})], ["choice-empty"]),
        ([item("a", {"title": "A", "prompt": "", "suggestions": [], "most": 1})], []),
    ],
)
def test_an_editor_is_told_what_to_mend(named, codes):
    spec = compile_spec(lists, {**VALUE, "lists": named})

    assert [issue.code for issue in lists.check(spec, Aid("en"))] == codes
