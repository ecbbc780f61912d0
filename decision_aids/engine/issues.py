"""What is wrong with a flow: the checks that stand between a draft and the people who would work through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

from decision_aids.engine.flow import Condition, Flow, Step

MOST_ATOMS = 12  # answers that are tried in every combination: 4,096 of them


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
    """Yield what is wrong with the way through the flow, each thing once.

    `offered` gives for each item the operands that a condition may ask for; an item without any is
    not in it.
    """
    if not flow.steps:
        yield Issue("no-steps")
        return
    said = set()
    for issue in (*_find_condition_issues(flow, offered), *_find_way_issues(flow)):
        if (issue.code, issue.block) not in said:  # a chapter's condition stands on each of its steps
            said.add((issue.code, issue.block))
            yield issue


def _find_condition_issues(flow: Flow, offered: Mapping[str, frozenset[str]]) -> Iterator[Issue]:
    where = _steps_by_item(flow)
    for step in flow.steps:
        for condition in step.conditions:
            code = _condition_code(condition, step, where, offered)
            if code:
                yield Issue(code, condition.block or step.id)


def _condition_code(
    condition: Condition, step: Step, where: Mapping[str, Step], offered: Mapping[str, frozenset[str]]
) -> str:
    """Name the rule that a condition on this step breaks, or ""."""
    source = where.get(condition.source)
    if not condition.source:
        return "condition-empty"
    if source is None:
        return "condition-source-gone"
    if source.index >= step.index:
        return "condition-source-later"
    if condition.source not in offered:
        return "condition-source-has-no-choices"
    if not condition.operands:
        return "condition-without-choice"
    if not condition.operands <= offered[condition.source]:
        return "condition-choice-gone"
    return ""


def _find_way_issues(flow: Flow) -> Iterator[Issue]:
    """Find steps that nobody can reach and ways that stop without an outcome."""
    where = _steps_by_item(flow)
    shorts: dict[str, str] = {}
    for step in flow.steps:
        if not step.items and not step.outcome:
            yield Issue("step-empty", step.id)
        if not _can_hold(_demands(step, where)):
            yield Issue("step-unreachable", step.id)
        if shorts.setdefault(step.short, step.id) != step.id:
            yield Issue("same-address", step.id)
    ends = [step for step in flow.steps if step.outcome]
    if not ends:
        yield Issue("no-outcome", flow.steps[-1].id)
    elif not _one_always_holds([step.conditions for step in ends]):
        yield Issue("path-without-outcome", ends[-1].id)


def _steps_by_item(flow: Flow) -> dict[str, Step]:
    return {item.id: step for step in flow.steps for item in step.items}


def _demands(step: Step, where: Mapping[str, Step]) -> list[Condition]:
    """Collect what must hold for a step to be seen: its own conditions and those of the questions they ask."""
    demands: list[Condition] = []
    to_do = [step]
    seen = set()
    while to_do:
        current = to_do.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        demands.extend(current.conditions)
        to_do.extend(
            where[condition.source]
            for condition in current.conditions
            if condition.operator != "none" and condition.source in where
        )
    return demands


def _can_hold(conditions: Iterable[Condition]) -> bool:
    """Tell whether some answers meet all conditions together; one that is not filled in yet is left out."""
    wanted = [condition for condition in conditions if condition.operands]
    refused = {
        (condition.source, operand)
        for condition in wanted
        if condition.operator == "none"
        for operand in condition.operands
    }
    for condition in wanted:
        atoms = {(condition.source, operand) for operand in condition.operands}
        if condition.operator == "all" and atoms & refused:
            return False
        if condition.operator == "any" and atoms <= refused:
            return False
    return True


def _one_always_holds(ways: list[tuple[Condition, ...]]) -> bool:
    """Tell whether every person, whatever she answers or leaves open, meets at least one of the ways.

    Tries every combination of the answers that the ways ask about. Beyond `MOST_ATOMS` of those it says no,
    so that the editor adds an outcome for everyone.
    """
    atoms = sorted({(one.source, operand) for way in ways for one in way for operand in one.operands})
    if len(atoms) > MOST_ATOMS:
        return any(not way for way in ways)
    for given in product((False, True), repeat=len(atoms)):
        held = {atom for atom, yes in zip(atoms, given, strict=True) if yes}
        if not any(all(_holds(one, held) for one in way) for way in ways):
            return False
    return True


def _holds(condition: Condition, held: set[tuple[str, str]]) -> bool:
    there = [(condition.source, operand) in held for operand in condition.operands]
    if condition.operator == "any":
        return any(there)
    if condition.operator == "all":
        return all(there)
    return not any(there)
