"""A form that nobody filled in yet is made once, and never holds what somebody wrote."""

from __future__ import annotations

import datetime
from typing import Any

import time_machine
from django import forms
from django.utils import translation

from decision_aids.engine.flow import Item
from decision_aids.exercises.base import Exercise
from decision_aids.exercises.forms import Part, StepForm
from decision_aids.flows.rendering import BlankForms


class Line(Exercise):
    """An exercise that tells how often its form was made."""

    name = "tests.line"

    def __init__(self) -> None:
        self.made = 0
        self.asked = 0

    def fields(self, spec: Any) -> dict[str, forms.Field]:
        self.asked += 1
        return {"text": forms.CharField()}

    def render(self, mode: Any, spec: Any, answer: Any, **context: Any) -> str:
        self.made += 1
        return f"{self.made} {context['fields']['text']}"


def part_of(kind: Exercise, name: str = "0" * 32) -> Part:
    return Part(Item(name, "tests.line", 1, {}), kind, {}, None)


def test_form_is_made_once_for_each_item_language_day_and_live_state() -> None:
    kind, kept = Line(), BlankForms()
    part, same_id = part_of(kind), part_of(kind)
    form = StepForm(parts=[part])

    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        first = [kept.of(part, form, 1) for _ in range(3)]
        other = [kept.of(same_id, form, 1), kept.of(part, form, 2)]
        with translation.override("fr"):
            other.append(kept.of(part, form, 2))
    with time_machine.travel(datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC), tick=False):
        other.append(kept.of(part, form, 2))

    assert [html.split()[0] for html in first] == ["1", "1", "1"]
    assert [html.split()[0] for html in other] == ["2", "3", "4", "5"]


def test_what_is_kept_stays_within_its_room() -> None:
    kind, kept = Line(), BlankForms(room=300)
    parts = [part_of(kind, f"{number:032}") for number in range(50)]
    for part in parts:
        kept.of(part, StepForm(parts=[part]), 1)

    assert sum(len(html) for _, _, html in kept._made.values()) <= 300


def test_form_that_is_ready_makes_no_field_and_knows_what_its_page_needs() -> None:
    kind, kept = Line(), BlankForms()
    part = part_of(kind)

    def show() -> tuple[Any, ...]:
        form = StepForm(parts=[part])
        kept.of(part, form, 1)
        return form.asks, form.is_multipart(), form.scripts, form.sent_files, dict(form.errors)

    first, asked = show(), kind.asked
    second = show()

    assert first == second == (True, False, [], [], {})
    assert kind.asked == asked
