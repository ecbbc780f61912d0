"""What tests of bad input share: somebody with something to lose, a watched log, and an aid with every exercise."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from cms.base.logs import PlainFormatter
from decision_aids.exercises.registry import registry
from tests.decision_aids.conftest import block_id, chapter_of, step_of
from tests.decision_aids.hostile.pages import KEPT_LETTER, MARK
from tests.decision_aids.journeys.test_wizard import address, field
from tests.factories.content import HelplineFactory
from tests.factories.visitors import Visitor


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, in the form in which it is logged; nothing in it may come from her."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlainFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
    assert MARK not in written.getvalue()
    assert "127.0.0.1" not in written.getvalue()


@pytest.fixture
def writer(aid: Any) -> Visitor:
    """Somebody who wrote a letter already."""
    visitor = Visitor()
    visitor.client.raise_request_exception = False
    visitor.start(aid)
    visitor.send()
    visitor.send({field("who-am-i", "chosen"): block_id("me")})
    visitor.send({field("my-letter", "text"): KEPT_LETTER})
    visitor.open(address("mine"))
    return visitor


@pytest.fixture
def all_kinds(publish_aid: Any) -> Any:
    """An aid with one step for every kind of exercise that is installed, filled in as its preview is."""
    steps = [step_of(kind.name, example_of(kind)) for kind in registry if kind.name.startswith("vrijuit.")]
    end = step_of("end", {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}, outcome=True)
    return publish_aid([chapter_of("all"), *steps, end])


def example_of(kind: Any) -> dict[str, Any]:
    """One exercise of a kind as Wagtail stores it."""
    block = kind.block()
    value = block.get_prep_value(block.get_preview_value())
    if "helplines" in value:
        value["helplines"] = [{"type": "item", "id": block_id("line"), "value": HelplineFactory().pk}]
    return {"type": kind.name, "id": block_id(kind.name), "value": value}
