"""A compiled decision aid: chapters, steps, items and the conditions between them.

A `Flow` is built once from the JSON document of a flow version and never changes. Ids are the block
ids that the editor's stream gave out; they are the same in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

SHORT = 8  # hexadecimal digits of a step's id in an address

Json: TypeAlias = Any
Operator: TypeAlias = Literal["any", "all", "none"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer at `source` has any, all or none of the `operands`.

    An item that is not answered, or that stands on a step off the path, has no operands at all: then
    "any" and "all" fail and "none" holds. `block` is the id of the block in which an editor made it.
    """

    source: str
    operator: Operator
    operands: frozenset[str]
    block: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One use of a content block or an exercise on a step."""

    id: str
    type: str
    version: int
    spec: Mapping[str, Json]

    @property
    def is_exercise(self) -> bool:
        return "." in self.type


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named stretch of steps. `any_time`: its steps are open before the earlier ones are done."""

    id: str
    title: str
    intro: str
    picture: str
    any_time: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One screen.

    `short` is the piece of the id that stands in the address. `conditions` holds those of its chapter and its own: all
    must hold. `exercises` are those of its items, `sources` the items that a later condition looks at. `index` is its
    place in the flow.
    """

    id: str
    short: str
    index: int
    title: str
    chapter: Chapter
    outcome: bool
    may_skip: bool
    sensitive: bool
    conditions: tuple[Condition, ...]
    items: tuple[Item, ...]
    exercises: tuple[Item, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices that the aid is about."""

    id: str
    name: str
    intro: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole of one decision aid in one language.

    `bends` are the steps that can change the way: those with a condition, and those that one looks at. `sources` are
    the items that some condition looks at.
    """

    title: str
    language: str
    options: tuple[Option, ...]
    chapters: tuple[Chapter, ...]
    steps: tuple[Step, ...]
    bends: tuple[Step, ...] = field(repr=False)
    sources: tuple[str, ...] = field(repr=False)
    by_short: Mapping[str, Step] = field(repr=False)

    def step(self, short: str) -> Step | None:
        """The step that an address names, or None."""
        return self.by_short.get(short)


def load_flow(document: Mapping[str, Json]) -> Flow:
    """Build the flow from a compiled document (schema 1, written by `flows.compile`).

    Raises `KeyError` when a part is missing: a document is only ever made by the compiler.
    """
    chapters = tuple(
        Chapter(part["id"], part["title"], part["intro"], part["picture"], part["any_time"])
        for part in document["chapters"]
    )
    looked_at = {condition["source"] for step in document["steps"] for condition in step["conditions"]}
    steps = []
    for index, part in enumerate(document["steps"]):
        items = tuple(Item(item["id"], item["type"], item["version"], item["spec"]) for item in part["items"])
        steps.append(
            Step(
                id=part["id"],
                short=part["id"].replace("-", "")[:SHORT],
                index=index,
                title=part["title"],
                chapter=chapters[part["chapter"]],
                outcome=part["outcome"],
                may_skip=part["may_skip"],
                sensitive=part["sensitive"],
                conditions=tuple(
                    Condition(
                        condition["source"],
                        condition["operator"],
                        frozenset(condition["operands"]),
                        condition.get("block", ""),
                    )
                    for condition in part["conditions"]
                ),
                items=items,
                exercises=tuple(item for item in items if item.is_exercise),
                sources=tuple(item.id for item in items if item.id in looked_at),
            )
        )
    return Flow(
        title=document["title"],
        language=document["language"],
        options=tuple(Option(part["id"], part["name"], part["intro"]) for part in document["options"]),
        chapters=chapters,
        steps=tuple(steps),
        bends=tuple(step for step in steps if step.conditions or step.sources),
        sources=tuple(source for step in steps for source in step.sources),
        by_short={step.short: step for step in steps},
    )
