"""The people around her: read back by where they stand, and removed when she says so."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decision_aids.exercises.registry import registry
from decision_aids.exercises.testing import ExerciseConformance, page
from tests.decision_aids.exercises.options import answer_to, compile_spec, filled_in, show

VALUE = {"label": "Who are the people around you?", "help": "", "most": 2}
network = registry.get("vrijuit.network")
SPEC = compile_spec(network, {**VALUE, "most": 3})
SISTER = {"who": "My sister", "stance": "supports", "knows": "yes", "note": "I can call her"}
NOBODY = {"who": "", "stance": "presses", "knows": "", "note": ""}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestNetwork(ExerciseConformance):
    kind = "vrijuit.network"
    value = VALUE
    answers = ({"people": [SISTER, NOBODY]}, {"people": [{**NOBODY, "stance": "unknown", "who": "Grandfather"}]})


@given(st.data())
def test_what_is_read_back_into_the_form_gives_the_same_answer(data):
    answer = answer_to(network, SPEC, data.draw(filled_in(network, SPEC)))
    if answer is not None:
        assert answer_to(network, SPEC, network.initial(SPEC, answer), answer) == answer


def test_somebody_without_a_name_is_kept():
    assert answer_to(network, SPEC, {"p2-stance": "presses"}) == {"people": [NOBODY]}


def test_a_removed_person_goes_and_the_next_one_stays_also_when_it_is_sent_twice():
    kept = {"people": [SISTER, NOBODY]}
    data = {**network.initial(SPEC, kept), "p0-remove": "on"}

    once = answer_to(network, SPEC, data, kept)

    assert once == {"people": [NOBODY]}
    assert answer_to(network, SPEC, data, once) == once


def test_reading_back_goes_by_where_people_stand():
    aunt = {"who": "My aunt", "stance": "presses", "knows": "no", "note": ""}

    assert network.text(SPEC, {"people": [NOBODY, SISTER, aunt]}).splitlines() == [
        "Stands by me",
        "  My sister: Knows about it. I can call her",
        "Puts pressure on me",
        "  Somebody",
        "  My aunt: Does not know about it",
    ]


def test_one_empty_place_stands_open_and_those_given_are_closed():
    folds = page.read_html(show(network, SPEC, {"people": [SISTER]})).find("details")

    assert [(fold.find("summary")[0].words, "open" in fold.attrs) for fold in folds] == [
        ("My sister", False),
        ("Person 2", True),
        ("Person 3", False),
    ]
