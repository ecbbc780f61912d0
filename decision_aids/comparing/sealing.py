"""What is inside a comparison, and how it is sealed and opened. Works for who holds its key: the two spaces, or the code."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from decision_aids.comparing.models import Comparison, Side
from decision_aids.sharing.rooms import SharedAnswer
from decision_aids.vault import keys
from decision_aids.vault.crypto import open_sealed, seal


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared: the aid (its key in every language, its title for who made the plan) and items, in its order."""

    aid: uuid.UUID
    title: str
    items: tuple[str, ...]


def seal_plan(key: bytes, comparison: uuid.UUID, plan: Plan) -> bytes:
    """Seal a plan for this comparison alone."""
    plain = {"aid": plan.aid.hex, "title": plan.title, "items": plan.items}
    return seal(keys.comparison_plan_key(key), _json(plain), "comparison", comparison.bytes)


def open_plan(key: bytes, comparison: Comparison) -> Plan:
    """Open a plan. Raises `SealBroken` when the key is not that of this comparison."""
    raw = open_sealed(keys.comparison_plan_key(key), bytes(comparison.plan), "comparison", comparison.id.bytes)
    plain = json.loads(raw)
    return Plan(uuid.UUID(plain["aid"]), plain["title"], tuple(plain["items"]))


def seal_answers(key: bytes, side: Side, answers: Sequence[SharedAnswer]) -> bytes:
    """Seal what one side shows, for this side alone: nobody can put it in the other's place."""
    plain = [asdict(answer) for answer in answers]
    return seal(
        keys.comparison_answers_key(key, side.place), _json(plain), "side", side.comparison_id.bytes, side.place
    )


def open_answers(key: bytes, side: Side) -> tuple[SharedAnswer, ...]:
    """Open what one side shows. Raises `SealBroken`."""
    place = side.place
    raw = open_sealed(
        keys.comparison_answers_key(key, place), bytes(side.answers), "side", side.comparison_id.bytes, place
    )
    return tuple(SharedAnswer(**answer) for answer in json.loads(raw))


def wrap_for(space_key: bytes, key: bytes, comparison: uuid.UUID, place: str) -> bytes:
    """The key of a comparison as one side keeps it."""
    kek = keys.comparison_key_for_side(space_key, comparison.bytes)
    return keys.wrap(kek, key, "side", comparison.bytes, place)


def unwrap_for(space_key: bytes, side: Side) -> bytes:
    """The key of a comparison, from what a side keeps. Raises `SealBroken`."""
    comparison = side.comparison_id
    kek = keys.comparison_key_for_side(space_key, comparison.bytes)
    return keys.unwrap(kek, bytes(side.wrapped), "side", comparison.bytes, side.place)


def _json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
