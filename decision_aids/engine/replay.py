"""Where one person is in a flow, worked out from her answers alone.

Nothing of this is stored: no current step, no path, no progress. Only the steps that can bend the way are looked into,
and none of the others costs a function call, so that the last step of a long aid costs what the first of a short one does.
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

    `path` are all steps that apply now, to the end, `off` the indices of the others. `position` is the first of the path
    that she has not gone past, or None when she has gone past all; `done` are the ids of those that she has. `unsure` are
    the ids of the chapters in which an answer still to come can add or remove steps.
    """

    path: tuple[Step, ...]
    off: frozenset[int]
    position: Step | None
    done: frozenset[str]
    unsure: frozenset[str]

    def may_visit(self, step: Step) -> bool:
        """Whether she may go there: up to the position, where she was before, and in chapters that are open at any time."""
        if step.index in self.off:
            return False
        reached = self.position is None or step.index <= self.position.index
        return reached or step.chapter.any_time or step.id in self.done

    def before(self, step: Step) -> Step | None:
        """The step that Back leads to."""
        place = self._place(step.index)
        return self.path[place - 1] if place else None

    def after(self, step: Step) -> Step | None:
        """The step that Continue leads to."""
        place = self._place(step.index + 1)
        return self.path[place] if place < len(self.path) else None

    def _place(self, index: int) -> int:
        """How many steps of the path come before this index of the flow."""
        return index - len([other for other in self.off if other < index])


def replay(flow: Flow, held: Held, done: Collection[str]) -> Route:
    """Walk the flow from its first step.

    Only answers on the path count: an answer on a step that no longer applies opens nothing. `done`
    holds the ids of the steps that she went past, by answering or by skipping.
    """
    past = frozenset(done)
    off: set[int] = set()
    on_path: dict[str, frozenset[str]] = {}
    to_come: set[str] = set()
    unsure: set[str] = set()
    for step in flow.bends:
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
            off.add(step.index)
            continue
        for source in step.sources:
            if source in held:
                on_path[source] = held[source]
            elif step.id not in past:
                to_come.add(source)
    path = tuple([step for step in flow.steps if step.index not in off]) if off else flow.steps
    position = None
    for step in path:
        if step.id not in past:
            position = step
            break
    return Route(path, frozenset(off), position, past, frozenset(unsure))
