"""A step as a visitor sees it: its texts, what is live, and the form parts of its exercises."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from cms.base.models import live_stamp
from cms.base.sanitise import rendered
from decision_aids.engine.flow import Flow, Item, Step
from decision_aids.exercises.forms import Part, StepForm
from decision_aids.flows.compile import HTML
from decision_aids.flows.live import render_live


def render_items(flow: Flow, step: Step, form: StepForm, *, stamp: int | None = None) -> list[dict[str, Any]]:
    """Give what stands on a step, in order: [{"item": Item, "html": safe HTML}].

    `form` holds the exercises of this step. `stamp` is the number of the live state, when the caller has it. An
    exercise that is not installed any more gives a note in its place.
    """
    parts = {part.item.id: part for part in form.parts}
    number = live_stamp() if stamp is None else stamp
    return [
        {"item": item, "html": _render_item(flow, item, parts.get(item.id), form, number)} for item in step.items
    ]


def _render_item(flow: Flow, item: Item, part: Part | None, form: StepForm, stamp: int) -> str:
    if item.type == HTML:
        return rendered(item.spec["html"])
    if part is not None:
        return part.kind.render(
            "input",
            part.spec,
            part.answer,
            fields=form.fields_of(part),
            errors=form.errors,
            reply=part.reply,
            item={"id": item.id, "short": part.short},
        )
    if item.is_exercise:
        return gettext("A part of this step is not available now.")
    return render_live(item.type, item.spec["value"], flow.language, stamp)
