"""Every rule about the way through a flow: what breaks it, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from decision_aids.engine.flow import load_flow
from decision_aids.engine.issues import find_flow_issues
from decision_aids.engine.replay import replay
from tests.decision_aids.engine.flows_of_chance import answers, documents, flow_document, step_document

OFFERED = {f"q{index}": frozenset("abc") for index in range(8)}


def when(source: str, *operands: str, operator: str = "any", block: str = "") -> dict[str, Any]:
    return {"source": source, "operator": operator, "operands": list(operands), "block": block}


def issues_of(*steps: dict[str, Any], offered: Any = OFFERED) -> list[tuple[str, str]]:
    flow = load_flow(flow_document(list(steps)))
    return [(issue.code, issue.block) for issue in find_flow_issues(flow, offered)]


def end(index: int, **parts: Any) -> dict[str, Any]:
    return step_document(index, outcome=True, **parts)


def test_flow_that_ends_for_everyone_has_no_issue() -> None:
    assert issues_of(step_document(0), step_document(1, conditions=[when("q0", "a")]), end(2)) == []


def test_flow_without_steps() -> None:
    assert issues_of() == [("no-steps", "")]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (when("", "a"), "condition-empty"),
        (when("gone", "a"), "condition-source-gone"),
        (when("q1", "a"), "condition-source-later"),
        (when("q2", "a"), "condition-source-later"),
        (when("q0"), "condition-without-choice"),
        (when("q0", "a", "gone"), "condition-choice-gone"),
    ],
)
def test_condition_that_cannot_be_asked(condition: dict[str, Any], code: str) -> None:
    condition["block"] = "k"

    found = issues_of(step_document(0), step_document(1, conditions=[condition]), end(2))

    assert (code, "k") in found


def test_condition_on_a_question_without_choices() -> None:
    found = issues_of(step_document(0), step_document(1, conditions=[when("q0", "a")]), end(2), offered={})

    assert found == [("condition-source-has-no-choices", "00000001-step")]


def test_condition_of_a_chapter_is_said_once_for_all_its_steps() -> None:
    condition = when("gone", "a", block="k")

    found = issues_of(step_document(0), *(step_document(i, conditions=[condition]) for i in (1, 2)), end(3))

    assert found == [("condition-source-gone", "k")]


def test_step_with_nothing_on_it() -> None:
    assert issues_of(step_document(0, items=[]), end(1, items=[])) == [("step-empty", "00000000-step")]


@pytest.mark.parametrize(
    "conditions",
    [
        [when("q0", "a"), when("q0", "a", operator="none")],
        [when("q0", "a", "b"), when("q0", "a", "b", "c", operator="none")],
        [when("q0", "a", "b", operator="all"), when("q0", "b", operator="none")],
    ],
)
def test_step_whose_conditions_contradict_each_other(conditions: list[dict[str, Any]]) -> None:
    found = issues_of(step_document(0), step_document(1, conditions=conditions), end(2))

    assert found == [("step-unreachable", "00000001-step")]


def test_step_that_contradicts_the_way_to_the_question_it_asks() -> None:
    found = issues_of(
        step_document(0),
        step_document(1, conditions=[when("q0", "a")]),
        step_document(2, conditions=[when("q1", "b"), when("q0", "a", operator="none")]),
        end(3),
    )

    assert found == [("step-unreachable", "00000002-step")]


def test_two_steps_with_one_address() -> None:
    found = issues_of(step_document(0), end(1, id="00000000-other"))

    assert found == [("same-address", "00000000-other")]


def test_flow_without_an_end() -> None:
    assert issues_of(step_document(0), step_document(1)) == [("no-outcome", "00000001-step")]


def test_path_without_an_end() -> None:
    found = issues_of(step_document(0), end(1, conditions=[when("q0", "a")]))

    assert found == [("path-without-outcome", "00000001-step")]


@pytest.mark.parametrize(
    "ends",
    [
        [[when("q0", "a")], [when("q0", "a", operator="none")]],
        [[when("q0", "a")], [when("q0", "b")], [when("q0", "a", "b", operator="none")]],
        [[when("q0", "a"), when("q1", "b")], [when("q0", "a", operator="none")], [when("q1", "b", operator="none")]],
    ],
)
def test_ends_that_together_meet_everyone(ends: list[list[dict[str, Any]]]) -> None:
    steps = [end(index + 2, conditions=conditions) for index, conditions in enumerate(ends)]

    assert issues_of(step_document(0), step_document(1), *steps) == []


@given(documents(), answers())
def test_flow_without_issue_brings_everyone_to_an_end(document: Any, held: Any) -> None:
    flow = load_flow(document)

    if not list(find_flow_issues(flow, OFFERED)):
        assert any(step.outcome for step in replay(flow, held, ()).path)


@given(documents(), answers())
def test_step_that_somebody_reaches_is_never_called_unreachable(document: Any, held: Any) -> None:
    flow = load_flow(document)

    unreachable = {issue.block for issue in find_flow_issues(flow, OFFERED) if issue.code == "step-unreachable"}

    assert not unreachable & {step.id for step in replay(flow, held, ()).path}
