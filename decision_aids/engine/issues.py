"""What is wrong with a flow: the checks that stand between a draft and the people who would work through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from decision_aids.engine.flow import Condition, Flow


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend. `block` is the id of the block where an editor mends it, "" for the page.

    `code` names the rule, `context` what its message needs; the words are made where the language of
    the reader is known. Only an "error" stops publishing.
    """

    code: str
    block: str = ""
    severity: Literal["error", "warning"] = "error"
    context: Mapping[str, Any] = field(default_factory=dict)


def find_flow_issues(flow: Flow, offered: Mapping[str, frozenset[str]]) -> Iterator[Issue]:
    """Yield what is wrong with the way through the flow.

    `offered` gives for each item the operands that a condition may ask for; an item without any is
    not in it.
    """
    if not flow.steps:
        yield Issue("no-steps")
        return
    yield from _find_condition_issues(flow, offered)
    yield from _find_way_issues(flow)
    shorts: dict[str, str] = {}
    for step in flow.steps:
        if shorts.setdefault(step.short, step.id) != step.id:
            yield Issue("same-address", step.id, context={"step": step.title})


def _find_condition_issues(flow: Flow, offered: Mapping[str, frozenset[str]]) -> Iterator[Issue]:
    where = {item.id: step for step in flow.steps for item in step.items}
    for step in flow.steps:
        for condition in step.conditions:
            source = where.get(condition.source)
            about = {"step": step.title}
            if not condition.source:
                yield Issue("condition-empty", step.id, context=about)
            elif source is None:
                yield Issue("condition-source-gone", step.id, context=about)
            elif source.index >= step.index:
                yield Issue("condition-source-later", step.id, context=about)
            elif condition.source not in offered:
                yield Issue("condition-source-has-no-choices", step.id, context=about)
            elif not condition.operands:
                yield Issue("condition-without-choice", step.id, context=about)
            elif not condition.operands <= offered[condition.source]:
                yield Issue("condition-choice-gone", step.id, context=about)


def _find_way_issues(flow: Flow) -> Iterator[Issue]:
    """Find steps that nobody can reach and ways that stop without an outcome."""
    for step in flow.steps:
        if not step.items and not step.outcome:
            yield Issue("step-empty", step.id, context={"step": step.title})
        if _contradict(step.conditions):
            yield Issue("step-unreachable", step.id, context={"step": step.title})
    if not any(step.outcome and not step.conditions for step in flow.steps):
        ends = [step for step in flow.steps if step.outcome]
        if not ends:
            yield Issue("no-outcome", flow.steps[-1].id)
        elif not _cover_all(tuple(step.conditions for step in ends)):
            yield Issue("path-without-outcome", ends[-1].id, context={"step": ends[-1].title})


def _contradict(conditions: tuple[Condition, ...]) -> bool:
    """Tell whether no answer can meet all conditions together."""
    for one in conditions:
        for other in conditions:
            if one.source != other.source or other.operator != "none":
                continue
            if one.operator == "any" and one.operands and one.operands <= other.operands:
                return True
            if one.operator == "all" and one.operands & other.operands:
                return True
    return False


def _cover_all(ways: tuple[tuple[Condition, ...], ...]) -> bool:
    """Tell whether every person meets at least one of the ways.

    Sure only for the common form: one condition each, "any" of some choices here and "none" of the
    same choices there. Anything else is reported, so that the editor adds an outcome for all.
    """
    single = [way[0] for way in ways if len(way) == 1]
    return any(
        one.source == other.source
        and one.operator == "any"
        and other.operator == "none"
        and other.operands <= one.operands
        for one in single
        for other in single
    )
