"""Where one person is, worked out from her answers alone."""

from __future__ import annotations

import sys
from typing import Any

from hypothesis import given

from decision_aids.engine.flow import load_flow
from decision_aids.engine.replay import Route, replay
from tests.decision_aids.engine.flows_of_chance import answers, documents, done_steps, flow_document, step_document

EVERYTHING = frozenset({"a", "b", "c"})


def holds(operator: str, wanted: frozenset[str], held: frozenset[str]) -> bool:
    return {"any": bool(wanted & held), "all": wanted <= held, "none": not wanted & held}[operator]


@given(documents(), answers(), done_steps())
def test_route_holds_exactly_the_steps_whose_conditions_are_met(document: Any, held: Any, done: Any) -> None:
    flow = load_flow(document)

    route = replay(flow, held, done)

    on_path = {item.id: held.get(item.id, frozenset()) for step in route.path for item in step.items}
    expected = [
        step
        for step in flow.steps
        if all(holds(c.operator, c.operands, on_path.get(c.source, frozenset())) for c in step.conditions)
    ]
    assert list(route.path) == expected


@given(documents(), answers(), done_steps())
def test_same_answers_give_the_same_route(document: Any, held: Any, done: Any) -> None:
    assert replay(load_flow(document), held, done) == replay(load_flow(document), dict(held), set(done))


@given(documents(), answers(), done_steps())
def test_answers_off_the_path_never_matter(document: Any, held: Any, done: Any) -> None:
    flow = load_flow(document)
    route = replay(flow, held, done)
    on_path = {item.id for step in route.path for item in step.items}

    others = {item.id: EVERYTHING for step in flow.steps for item in step.items if item.id not in on_path}

    assert replay(flow, {**held, **others}, done) == route


@given(documents(), answers())
def test_continuing_from_step_to_step_comes_to_an_end(document: Any, held: Any) -> None:
    flow = load_flow(document)
    done: set[str] = set()

    for _ in range(len(flow.steps) + 1):
        route = replay(flow, held, done)
        if route.position is None:
            break
        done.add(route.position.id)

    assert route.position is None
    assert {step.id for step in route.path} == done


@given(documents(), answers(), done_steps())
def test_position_is_the_first_step_not_gone_past_and_what_lies_before_or_was_done_is_open(
    document: Any, held: Any, done: Any
) -> None:
    flow = load_flow(document)
    route = replay(flow, held, done)

    todo = [step for step in route.path if step.id not in done]
    any_time = document["chapters"][0]["any_time"]
    end = todo[0].index if todo else len(document["steps"])
    assert route.position == (todo[0] if todo else None)
    open_steps = [step for step in route.path if any_time or step.index <= end or step.id in done]
    assert [step for step in flow.steps if route.may_visit(step)] == open_steps


@given(documents(), answers(), done_steps())
def test_back_and_continue_lead_to_the_neighbours_on_the_path(document: Any, held: Any, done: Any) -> None:
    flow = load_flow(document)
    route = replay(flow, held, done)

    for step in flow.steps:
        earlier, later = (
            [one for one in route.path if (one.index > step.index) is way and one is not step] for way in (False, True)
        )
        assert route.before(step) is (earlier[-1] if earlier else None)
        assert route.after(step) is (later[0] if later else None)


def branching() -> Any:
    steps = [step_document(index) for index in range(4)]
    steps[1]["conditions"] = [{"source": "q0", "operator": "any", "operands": ["a"]}]
    return load_flow(flow_document(steps))


def test_progress_is_sure_only_when_no_answer_to_come_can_change_the_way() -> None:
    flow = branching()
    first = flow.steps[0].id

    assert replay(flow, {}, ()).unsure == {"c"}
    assert replay(flow, {"q0": frozenset("b")}, {first}).unsure == frozenset()
    assert replay(flow, {}, {first}).unsure == frozenset(), "a question that was skipped adds nothing any more"


def test_back_and_continue_follow_the_path_past_what_does_not_apply() -> None:
    flow = branching()
    first, hidden, third, _last = flow.steps

    route = replay(flow, {"q0": frozenset("b")}, {first.id})

    assert (route.after(first), route.before(third), route.before(first)) == (third, first, None)
    assert not route.may_visit(hidden)
    assert route.after(flow.steps[-1]) is None


def calls_during(route: Any) -> int:
    """Count the Python functions that are called."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        route()
    finally:
        sys.setprofile(None)
    return calls


def chain(length: int) -> Any:
    """Give a flow in which every step asks about the first."""
    steps = [step_document(index) for index in range(length)]
    for part in steps[1:]:
        part["conditions"] = [{"source": "q0", "operator": "none", "operands": ["a"]}]
    return load_flow(flow_document(steps))


def test_two_hundred_steps_cost_as_many_calls_as_five() -> None:
    def walk(flow: Any) -> Route:
        route = replay(flow, {"q0": frozenset("b")}, {step.id for step in flow.steps[:-2]})
        route.before(flow.steps[-2])
        route.after(flow.steps[-2])
        return route

    short, long = chain(5), chain(200)

    assert calls_during(lambda: walk(short)) == calls_during(lambda: walk(long))
