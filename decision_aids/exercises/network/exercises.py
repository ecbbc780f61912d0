"""The people around her: who stands by her, who puts pressure on her, and who knows about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, LineField, is_given
from decision_aids.exercises.registry import register

MOST_PEOPLE = 12
SHOWN = 1  # empty places that stand open from the start


class NetworkBlock(ExerciseBlock):
    """What an editor makes of it: for how many people there is room."""

    most = blocks.IntegerBlock(
        default=8,
        min_value=1,
        max_value=MOST_PEOPLE,
        label=gettext_lazy("Room for how many people"),
    )

    class Meta:
        icon = "group"
        label = gettext_lazy("People around me")
        description = gettext_lazy("A visitor names the people around her, where they stand and what they know.")
        preview_value = {
            "label": gettext_lazy("Who are the people around you?"),
            "help": "",
            "most": 2,
        }


@register
class Network(Exercise):
    """Name the people around you: where they stand and what they know."""

    name = "vrijuit.network"
    block = NetworkBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for place in range(spec["most"]):
            fields[f"p{place}-who"] = LineField(
                label=_("Who is it?"), help_text=_("A first name or a word is enough, like “my sister”.")
            )
            fields[f"p{place}-stance"] = ChoiceField(list(stances().items()), label=_("How does this person stand?"))
            fields[f"p{place}-knows"] = ChoiceField(
                [("yes", _("Yes")), ("part", _("A part of it")), ("no", _("No"))], label=_("Does this person know?")
            )
            fields[f"p{place}-note"] = LineField(label=_("Do you want to add something?"))
            fields[f"p{place}-remove"] = forms.BooleanField(
                required=False,
                label=_("Remove this person"),
                widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
            )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Keep everyone about whom something is said; a name is not needed."""
        people = []
        for place in range(spec["most"]):
            said = {key: data.get(f"p{place}-{key}") or "" for key in ("who", "stance", "knows", "note")}
            if any(said.values()) and not data.get(f"p{place}-remove"):
                people.append({**said, "stance": said["stance"] or "unknown"})
        return {"people": people} if people else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {
            f"p{place}-{key}": said for place, person in enumerate(answer["people"]) for key, said in person.items()
        }

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """People by where they stand; a group without anyone is left out."""
        rows = []
        for stance, label in stances().items():
            people = [person for person in answer["people"] if person["stance"] == stance]
            if people:
                rows.append(Row(label, rows=[_read_back(person) for person in people]))
        return rows

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["people"] = _lay_out(spec, answer, context["fields"])
        return super().render(mode, spec, answer, **context)


def stances() -> dict[str, str]:
    """Where a person can stand, in words."""
    return {
        "supports": _("Stands by me"),
        "presses": _("Puts pressure on me"),
        "neutral": _("Takes no side"),
        "unknown": _("I don't know"),
    }


def knowledge() -> dict[str, str]:
    """What a person can know, read back in words."""
    return {"yes": _("Knows about it"), "part": _("Knows a part of it"), "no": _("Does not know about it")}


def _read_back(person: Mapping[str, str]) -> Row:
    said = [knowledge()[person["knows"]]] if person["knows"] else []
    if person["note"]:
        said.append(person["note"])
    return Row(person["who"] or _("Somebody"), ". ".join(said))


def _lay_out(spec: Spec, answer: Answer | None, fields: Mapping[str, forms.BoundField]) -> list[dict[str, Any]]:
    """One entry a person for the input template, first those given, then empty places.

    Gives [{"number", "title", "open", "given", "who", "stance", "knows", "note", "remove"}]. One empty
    place stands open, the others wait behind a line to press.
    """
    people: list[dict[str, Any]] = []
    empty = 0
    stored = len(answer["people"]) if answer is not None else 0
    for place in range(spec["most"]):
        mine = {key: fields[f"p{place}-{key}"] for key in ("who", "stance", "knows", "note", "remove")}
        given = any(is_given(mine[key]) for key in ("who", "stance", "knows", "note"))
        wrong = any(field.errors for field in mine.values())
        empty += not given
        people.append(
            {
                **mine,
                "number": place + 1,
                "title": mine["who"].value() or "",
                "given": place < stored,
                "open": wrong or (given and place >= stored) or (not given and empty <= SHOWN),
            }
        )
    return people
