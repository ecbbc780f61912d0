"""Answers come back from their lines as they were given, whatever somebody types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from decision_aids.journeys.answers import Answers
from decision_aids.journeys.state import State, open_state, seal_state

TEXT = some.text(alphabet=some.characters(exclude_categories=["Cs"]))
KEPT = some.fixed_dictionaries(
    {
        "t": some.just("vrijuit.letter"),
        "v": some.integers(1, 9),
        "x": some.dictionaries(TEXT, some.one_of(TEXT, some.integers(), some.none())),
        "h": some.lists(some.sampled_from(["yes", "open:1", "2:agree"]), unique=True),
    }
)


def kept(text: str, *held: str) -> dict[str, Any]:
    return {"t": "vrijuit.letter", "v": 1, "x": {"text": text}, "h": list(held)}


@given(some.dictionaries(some.uuids().map(str), KEPT, max_size=4))
def test_answers_are_read_as_they_were_written(given_answers: dict[str, Any]) -> None:
    answers = Answers.read(Answers(given_answers).written())

    assert dict(answers) == given_answers
    assert list(answers) == list(given_answers)
    assert answers.held([*given_answers, "not answered"]) == {
        item: frozenset(one["h"]) for item, one in given_answers.items()
    }


@pytest.mark.parametrize("text", ["\t", "\n", "\r\n", "a\x1fb", "\x00", "\u2028", "“é”", '"\\'])
def test_no_text_breaks_its_line(text: str) -> None:
    state = State(done=["one"], offered=True, aside={"old": kept("was")})
    state.answer("a", kept(text, "yes", "no"))
    state.answer("b", kept("next"))

    read = open_state(bytes(32), seal_state(bytes(32), state, b"journey", 1), b"journey", 1)

    assert dict(read.answers) == {"a": kept(text, "yes", "no"), "b": kept("next")}
    assert (read.done, read.offered, read.aside) == (["one"], True, {"old": kept("was")})


def test_one_answer_is_changed_or_taken_out_and_the_others_stay() -> None:
    state = State(Answers({"a": kept("one"), "b": kept("two", "yes"), "c": kept("three")}))

    state.answer("b", kept("new"))
    state.answer("a", None)
    state.answer("gone", None)

    assert dict(state.answers) == {"b": kept("new"), "c": kept("three")}
    assert ("a" in state.answers, "b" in state.answers, state.answers.get("a")) == (False, True, None)


@pytest.mark.parametrize("item", ["a\tb", "a\nb"])
def test_id_that_would_break_the_line_is_refused(item: str) -> None:
    with pytest.raises(ValueError, match="breaks the line"):
        Answers()[item] = kept("text")


def test_each_reading_gives_an_answer_of_its_own() -> None:
    answers = Answers({"a": kept("one")})

    answers["a"]["x"]["text"] = "changed"

    assert answers["a"] == kept("one")
