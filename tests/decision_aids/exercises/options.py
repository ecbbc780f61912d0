"""What tests of exercises about options share: a spec as publishing makes it, and a form that is sent."""

from __future__ import annotations

import copy
import json
from typing import Any

from django import forms
from hypothesis import strategies as st

from decision_aids.engine.flow import Item
from decision_aids.exercises.base import Aid, Exercise
from decision_aids.exercises.forms import Part, StepForm

OPTIONS = ({"id": "stay", "name": "Stay"}, {"id": "go", "name": "Go"}, {"id": "wait", "name": "Wait"})
ITEM = "abcdef01-0000-4000-8000-000000000000"
SHORT = ITEM[:8]


def compile_spec(kind: Exercise, value: dict[str, Any]) -> dict[str, Any]:
    """The spec that publishing makes of what an editor filled in."""
    bound = kind.block().to_python(copy.deepcopy(value))
    spec: dict[str, Any] = json.loads(json.dumps(kind.compile(bound, Aid("en", OPTIONS))))
    return spec


def send(kind: Exercise, spec: dict[str, Any], data: dict[str, Any], before: Any = None) -> StepForm:
    """The form after {suffix: value or values} was sent."""
    part = Part(Item(ITEM, kind.name, kind.version, spec), kind, spec, before)
    form = StepForm({f"{SHORT}-{suffix}": value for suffix, value in data.items()}, parts=[part])
    form.is_valid()
    return form


def answer_to(kind: Exercise, spec: dict[str, Any], data: dict[str, Any], before: Any = None) -> Any:
    """The answer that this makes; fails when the form refuses it."""
    form = send(kind, spec, data, before)
    assert not form.errors, form.errors
    kept = form.answers[ITEM]
    return None if kept is None else kept["x"]


def show(kind: Exercise, spec: dict[str, Any], answer: Any = None, form: StepForm | None = None) -> str:
    """The form as HTML."""
    part = Part(Item(ITEM, kind.name, kind.version, spec), kind, spec, answer)
    form = form or StepForm(parts=[part])
    item = {"id": ITEM, "short": SHORT}
    return kind.render("input", spec, answer, fields=form.fields_of(part), errors=form.errors, reply=None, item=item)


def filled_in(kind: Exercise, spec: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any way in which somebody can fill in the form: {suffix: value or values}."""
    given = {suffix: _given(field) for suffix, field in kind.fields(spec).items()}
    return st.fixed_dictionaries({}, optional=given)


def _given(field: forms.Field) -> st.SearchStrategy[Any]:
    if isinstance(field, forms.MultipleChoiceField):
        return st.lists(st.sampled_from([value for value, _label in field.choices] or [""]), unique=True).map(
            lambda values: [value for value in values if value]
        )
    if isinstance(field, forms.ChoiceField):
        return st.sampled_from([value for value, _label in field.choices])
    return st.booleans() if isinstance(field, forms.BooleanField) else st.text(max_size=20)
