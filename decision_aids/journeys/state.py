"""What one journey holds, and its one sealed form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from decision_aids.engine.flow import Flow
from decision_aids.exercises.attachments import REFERRED
from decision_aids.journeys.answers import Answers, write_json
from decision_aids.vault.crypto import open_sealed, seal

MOST_BYTES = 512 * 1024  # of one journey, unsealed


class JourneyFull(Exception):
    """There is no room for more in this journey."""


@dataclass(slots=True)
class State:
    """Everything she gave in one journey.

    `answers`: {item id: {"t": kind, "v": version, "x": answer, "h": [operands held]}}. `done`: ids of the steps she
    went past. `offered`: whether she was offered words to come back with. `aside`: answers that did not fit in the
    version that she moved to: kept, never used.
    """

    answers: Answers = field(default_factory=Answers)
    done: list[str] = field(default_factory=list)
    offered: bool = False
    aside: dict[str, dict[str, Any]] = field(default_factory=dict)

    def held(self, flow: Flow) -> dict[str, frozenset[str]]:
        """What the conditions of a flow look at, by item."""
        return self.answers.held(flow.sources)

    def answer(self, item: str, kept: dict[str, Any] | None) -> None:
        """Put an answer in, or take it out."""
        if kept is None:
            self.answers.pop(item, None)
        else:
            self.answers[item] = kept

    @property
    def attachments(self) -> set[str]:
        """The names of all attachments that an answer refers to, also one put aside."""
        return {*REFERRED.findall(self.answers.written().decode()), *REFERRED.findall(write_json(self.aside))}

    def pass_step(self, step: str) -> None:
        """Note that she went past a step."""
        if step not in self.done:
            self.done.append(step)


def seal_state(key: bytes, state: State, journey: bytes, revision: int) -> bytes:
    """Seal a journey for one revision; raises `JourneyFull` when it is larger than a person can type."""
    about = write_json({"d": state.done, "o": state.offered, "s": state.aside}).encode()
    plain = b"\n".join((about, state.answers.written()))
    if len(plain) > MOST_BYTES:
        raise JourneyFull
    return seal(key, plain, "journey", journey, revision)


def open_state(key: bytes, sealed: bytes, journey: bytes, revision: int) -> State:
    """Open a sealed journey; raises `SealBroken` when it is not this journey at this revision."""
    about, _, lines = open_sealed(key, sealed, "journey", journey, revision).partition(b"\n")
    kept: Mapping[str, Any] = json.loads(about.decode())
    return State(answers=Answers.read(lines), done=kept["d"], offered=kept["o"], aside=kept["s"])
