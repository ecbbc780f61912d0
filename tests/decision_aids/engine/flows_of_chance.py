"""Flows and answers as chance makes them, for properties that must hold whatever an editor lays out."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

OPERANDS = ("a", "b", "c")


def step_document(index: int, **parts: Any) -> dict[str, Any]:
    """Give one compiled step with one exercise on it, whose id is "q" and its place."""
    return {
        "id": f"{index:08x}-step",
        "chapter": 0,
        "title": f"Step {index}",
        "outcome": False,
        "may_skip": True,
        "sensitive": False,
        "conditions": [],
        "items": [{"id": f"q{index}", "type": "test.choice", "version": 1, "spec": {}}],
        **parts,
    }


def flow_document(steps: list[dict[str, Any]], *, any_time: bool = False) -> dict[str, Any]:
    """Give a compiled document with one chapter."""
    return {
        "title": "Aid",
        "language": "nl",
        "options": [],
        "chapters": [{"id": "c", "title": "Chapter", "intro": "", "picture": "", "any_time": any_time}],
        "steps": steps,
    }


@st.composite
def documents(draw: Any) -> dict[str, Any]:
    """Draw a flow of up to eight steps; each condition looks at an earlier one."""
    steps = []
    for index in range(draw(st.integers(1, 8))):
        conditions = []
        if index:
            for _ in range(draw(st.integers(0, 2))):
                conditions.append(
                    {
                        "source": f"q{draw(st.integers(0, index - 1))}",
                        "operator": draw(st.sampled_from(["any", "all", "none"])),
                        "operands": draw(st.lists(st.sampled_from(OPERANDS), min_size=1, unique=True)),
                    }
                )
        steps.append(step_document(index, conditions=conditions, outcome=draw(st.booleans())))
    return flow_document(steps, any_time=draw(st.booleans()))


@st.composite
def answers(draw: Any) -> dict[str, frozenset[str]]:
    """Draw what is held at each item; some are not answered."""
    given = draw(st.dictionaries(st.sampled_from([f"q{i}" for i in range(8)]), st.sets(st.sampled_from(OPERANDS))))
    return {item: frozenset(held) for item, held in given.items()}


def done_steps() -> st.SearchStrategy[set[str]]:
    """Draw which steps somebody went past."""
    return st.sets(st.sampled_from([f"{i:08x}-step" for i in range(8)]))
