"""Where one person is in a flow, worked out from her answers alone.

Nothing of this is stored: no current step, no path, no progress. Walking two hundred steps calls no
function per step, so that the last step of a long aid costs what the first of a short one does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from decision_aids.engine.flow import Flow, Step

Held: TypeAlias = Mapping[str, frozenset[str]]
"""For each answered item the operands that its answer holds: what conditions look at."""

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """The steps that apply to one person, as far as her answers tell.

    `path` are all steps that apply now, to the end. `position` is the first of them that she has not
    gone past, or None when she has gone past all. `open` are the indices of the steps that she may go
    to: up to the position, those she was at before, and those of chapters that are open at any time.
    `unsure` are the ids of the chapters in which an answer still to come can add or remove steps.
    """

    path: tuple[Step, ...]
    position: Step | None
    open: frozenset[int]
    unsure: frozenset[str]

    def may_visit(self, step: Step) -> bool:
        return step.index in self.open

    def before(self, step: Step) -> Step | None:
        """The step that Back leads to."""
        earlier = [other for other in self.path if other.index < step.index]
        return earlier[-1] if earlier else None

    def after(self, step: Step) -> Step | None:
        """The step that Continue leads to."""
        for other in self.path:
            if other.index > step.index:
                return other
        return None


def replay(flow: Flow, held: Held, done: Collection[str]) -> Route:
    """Walk the flow from its first step.

    Only answers on the path count: an answer on a step that no longer applies opens nothing. `done`
    holds the ids of the steps that she went past, by answering or by skipping.
    """
    path: list[Step] = []
    reachable: list[int] = []
    on_path: dict[str, frozenset[str]] = {}
    position: Step | None = None
    to_come: set[str] = set()
    unsure: set[str] = set()
    for step in flow.steps:
        applies = True
        for condition in step.conditions:
            source = condition.source
            if source in to_come:
                unsure.add(step.chapter.id)
            operands = on_path.get(source, NOTHING)
            common = operands & condition.operands
            if condition.operator == "any":
                applies = applies and bool(common)
            elif condition.operator == "all":
                applies = applies and common == condition.operands
            else:
                applies = applies and not common
        if not applies:
            continue
        path.append(step)
        if position is None or step.chapter.any_time or step.id in done:
            reachable.append(step.index)
        if position is None and step.id not in done:
            position = step
        for source in step.sources:
            if source in held:
                on_path[source] = held[source]
            elif step.id not in done:
                to_come.add(source)
    return Route(tuple(path), position, frozenset(reachable), frozenset(unsure))
