"""A step as a visitor sees it: its texts, what is live, and the form parts of its exercises."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from cms.base.models import live_stamp
from cms.base.sanitise import rendered
from decision_aids.engine.flow import Flow, Item, Step
from decision_aids.exercises.forms import Part, StepForm
from decision_aids.flows.compile import HTML
from decision_aids.flows.live import render_live

ROOM = 8 * 1024 * 1024  # characters of blank forms in one process


def render_items(flow: Flow, step: Step, form: StepForm, *, stamp: int | None = None) -> list[dict[str, Any]]:
    """Give what stands on a step, in order: [{"item": Item, "html": safe HTML}].

    `form` holds the exercises of this step. `stamp` is the number of the live state, when the caller has it. An
    exercise that is not installed any more gives a note in its place.
    """
    parts = {part.item.id: part for part in form.parts}
    number = live_stamp() if stamp is None else stamp
    return [{"item": item, "html": _render_item(flow, item, parts.get(item.id), form, number)} for item in step.items]


def _render_item(flow: Flow, item: Item, part: Part | None, form: StepForm, stamp: int) -> str:
    if item.type == HTML:
        return rendered(item.spec["html"])
    if part is not None:
        blank = part.answer is None and not form.is_bound
        return BLANK_FORMS.of(part, form, stamp) if blank else _render_form(part, form)
    if item.is_exercise:
        return gettext("A part of this step is not available now.")
    return render_live(item.type, item.spec["value"], flow.language, stamp)


def _render_form(part: Part, form: StepForm) -> str:
    return part.kind.render(
        "input",
        part.spec,
        part.answer,
        fields=form.fields_of(part),
        errors=form.errors,
        reply=part.reply,
        item={"id": part.item.id, "short": part.short},
        attachments=form.attachments,
    )


class BlankForms:
    """Forms of exercises that nobody filled in yet: the same for everyone on one day, and dear to make.

    A form is kept by its very item, which never changes, for as long as day and live state stay the same.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._made: dict[tuple[int, str | None], tuple[Item, tuple[datetime.date, int], str]] = {}
        self._room = room
        self._size = 0

    def of(self, part: Part, form: StepForm, stamp: int) -> str:
        key, state = (id(part.item), get_language()), (timezone.localdate(), stamp)
        known = self._made.get(key)
        if known is not None and known[0] is part.item and known[1] == state:
            return known[2]
        html = _render_form(part, form)
        self._size += len(html)
        if self._size > self._room:
            self._made, self._size = {}, len(html)
        self._made[key] = (part.item, state, html)
        return html


BLANK_FORMS = BlankForms()
