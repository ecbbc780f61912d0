"""An aid with every kind of exercise and every preset, each on a step of its own with what its preview shows."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.utils import translation

from content.directory.models import Helpline
from decision_aids.exercises.registry import registry
from decision_aids.flows.models import DecisionAidPage
from tests.factories import aids


def names() -> list[str]:
    """The names of all kinds and presets that are installed."""
    return [kind.name for kind in registry]


def short_of(name: str) -> str:
    """The end of the address of the step with this kind."""
    return aids.block_id(f"step {name}").replace("-", "")[:8]


def publish_every_kind(language: str = "nl") -> DecisionAidPage:
    """Publish the aid; `language` is that of the words of the previews. Every step is open from the start."""
    locale = aids.make_site().root_page.locale
    helpline = Helpline.objects.create(name="1712", number="1712", what_for="Geweld thuis", locale=locale)
    with translation.override(language):
        steps = [_step(name, helpline) for name in names()]
    end = aids.step("end", aids.text("bye"), outcome=True)
    flow = [aids.chapter("all", any_time=True), *steps, end]
    return aids.publish(aids.make_aid(flow, slug=f"keuze-{secrets.token_hex(4)}"))


def _step(name: str, helpline: Helpline) -> dict[str, Any]:
    """A kind with what its preview shows, and with a helpline where it takes one."""
    kind = registry.get(name)
    if kind is None:
        raise LookupError(name)
    block: Any = kind.block()
    value = json.loads(json.dumps(block.get_prep_value(block.get_preview_value())))
    if "helplines" in value:
        value["helplines"] = [{"type": "item", "id": aids.block_id(f"line {name}"), "value": helpline.pk}]
    return aids.step(f"step {name}", {"type": name, "id": aids.block_id(name), "value": value})
