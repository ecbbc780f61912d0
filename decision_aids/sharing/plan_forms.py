"""What is filled in about a plan: a goal with its steps, and who may see it or change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.fields import clean_text
from decision_aids.sharing.forms import NONCE, PlainTextField
from decision_aids.sharing.plan import MOST_STEPS, PartContent, PlanStep

MORE_ROWS = 2
TOO_LONG = _("There is room for %(limit_value)d characters here. You wrote %(show_value)d.")
RIGHTS = [("", _("Does not see it")), ("see", _("Sees it")), ("edit", _("Sees it and may change it"))]


class PlanLineField(forms.CharField):
    """A text of one line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
        super().__init__(max_length=200, widget=widget, error_messages={"max_length": TOO_LONG}, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(super().to_python(value)).split())


class PartForm(forms.Form):
    """One goal. The steps are rows: those that are there, and some empty ones up to as many as there can be."""

    goal = PlanLineField(label=_("The goal"), help_text=_("What should be different?"))
    note = PlainTextField(
        label=_("Why, or what helps"), required=False, max_length=1_000, rows=3, error_messages={"max_length": TOO_LONG}
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, data: Any = None, *, content: PartContent | None = None, revision: int = 0, nonce: str) -> None:
        first: dict[str, Any] = {"revision": revision, "nonce": nonce}
        steps: tuple[PlanStep, ...] = ()
        if content is not None:
            steps = content.steps
            first |= {"goal": content.goal, "note": content.note}
        for number, step in enumerate(steps):
            row = {"what": step.what, "who": step.who, "by": step.by, "done": step.done}
            first |= {f"{name}_{number}": value for name, value in row.items()}
        super().__init__(data, initial=first)
        self.fields["goal"].error_messages["required"] = _("Say in a few words what the goal is.")
        sent = sum(f"what_{number}" in data for number in range(MOST_STEPS)) if data is not None else 0
        for number in range(max(sent, min(len(steps) + MORE_ROWS, MOST_STEPS))):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        day = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
        self.fields[f"what_{number}"] = PlanLineField(label=_("What"), required=False)
        self.fields[f"who_{number}"] = PlanLineField(label=_("Who does it"), required=False)
        self.fields[f"by_{number}"] = forms.DateField(
            label=_("By when"),
            required=False,
            widget=day,
            error_messages={"invalid": _("Type this day as day, month, year: 1-2-2027.")},
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        )
        box = forms.CheckboxInput(attrs={"autocomplete": "off"})
        self.fields[f"done_{number}"] = forms.BooleanField(label=_("Done"), required=False, widget=box)

    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The steps as the template draws them."""
        numbers = [name.removeprefix("what_") for name in self.fields if name.startswith("what_")]
        return [{name: self[f"{name}_{number}"] for name in ("what", "who", "by", "done")} for number in numbers]

    def content(self) -> PartContent:
        """What was filled in; a row without a word is no step."""
        given = self.cleaned_data
        numbers = [name.removeprefix("what_") for name in self.fields if name.startswith("what_")]
        steps = tuple(
            PlanStep(given[f"what_{n}"], given[f"who_{n}"], given[f"by_{n}"], given[f"done_{n}"])
            for n in numbers
            if given[f"what_{n}"] or given[f"who_{n}"]
        )
        return PartContent(given["goal"], given["note"], steps)


class RightsForm(forms.Form):
    """Who sees a part, and who may change it: one line for the team and one for each invited person."""

    def __init__(self, data: Any = None, *, people: Iterable[tuple[str, str]], rights: Mapping[str, str]) -> None:
        initial = {f"may_{who}": rights.get(who, "") for who, _name in people}
        super().__init__(data, initial=initial)
        for who, name in people:
            self.fields[f"may_{who}"] = forms.ChoiceField(
                label=name, choices=RIGHTS, required=False, widget=forms.RadioSelect
            )

    def given(self) -> dict[str, str]:
        """What each may do."""
        return {name.removeprefix("may_"): value for name, value in self.cleaned_data.items()}
