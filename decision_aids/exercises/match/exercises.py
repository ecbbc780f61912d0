"""What matters to her beside the options: how each option fits each thing, in her own judgement. Never a sum or an order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, is_given, own_line
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import OWN, ThingBlock, find_gaps, own_label, own_lines_block

MOST_VALUES = 12
FITS: dict[str, Promise] = {
    "well": gettext_lazy("Fits well"),
    "partly": gettext_lazy("Fits partly"),
    "not": gettext_lazy("Does not fit"),
    "unsure": gettext_lazy("I don't know"),
}
WEIGHTS: dict[str, Promise] = {
    "much": gettext_lazy("A lot"),
    "some": gettext_lazy("A little"),
    "none": gettext_lazy("Not"),
}


class MatchBlock(ExerciseBlock):
    """What an editor makes of it: the things that may matter."""

    values = blocks.ListBlock(
        ThingBlock(),
        default=[],
        max_num=MOST_VALUES,
        label=gettext_lazy("Things that may matter"),
        help_text=gettext_lazy("Four to eight. Name nothing that only fits one option."),
    )
    own = own_lines_block(most=5, default=2)

    class Meta:
        icon = "table"
        label = gettext_lazy("What matters beside the options")
        description = gettext_lazy("A visitor says what matters and how each option fits it. Without a score.")
        preview_value = {
            "label": gettext_lazy("How do the options fit what matters to you?"),
            "help": "",
            "values": [{"text": gettext_lazy("Time for myself"), "note": ""}],
            "own": 0,
        }


@register
class Match(Exercise):
    """Say what matters, and how each option fits it.

    answer  {"values": {value id: {"weight": "much" | "some" | "none" | "", "fits": {option id: "well" | ...}}},
            "own": [{"text", "weight", "fits"}]}
    """

    name = "vrijuit.match"
    may_be_off = True  # laying options beside what matters to her is close to advice
    block = MatchBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        options = [{"id": option["id"], "name": option["name"]} for option in aid.options]
        return {**super().compile(value, aid), "options": options}

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for name, label in _names(spec).items():
            if name.startswith(OWN):
                fields[name] = own_line(label)
            hidden = '{}<span class="visually-hidden"> {}</span>'
            ask = format_html(hidden, _("How much does this matter to you?"), label)
            fields[f"{name}-weight"] = ChoiceField(WEIGHTS.items(), label=ask)
            for option in spec["options"]:
                fields[f"{name}-{option['id']}"] = ChoiceField(
                    FITS.items(),
                    label=format_html('<span class="visually-hidden">{}: </span>{}', label, option["name"]),
                )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """What is said beside an own line without words says nothing."""
        values: dict[str, Json] = {}
        own: list[dict[str, Json]] = []
        for name in _names(spec):
            fits = {
                option["id"]: data[f"{name}-{option['id']}"]
                for option in spec["options"]
                if data.get(f"{name}-{option['id']}")
            }
            said = {"weight": data.get(f"{name}-weight") or "", "fits": fits}
            if name.startswith(OWN):
                if data.get(name):
                    own.append({"text": data[name], **said})
            elif said["weight"] or fits:
                values[name] = said
        return {"values": values, "own": own} if values or own else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, said in _said(answer):
            data[f"{name}-weight"] = said["weight"]
            data |= {f"{name}-{option}": fit for option, fit in said["fits"].items()}
            if name.startswith(OWN):
                data[name] = said["text"]
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """Per option: what fits well, partly, not, in the editor's order. What does not matter stands apart."""
        return list(_read_back(spec, answer))

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        """A table of what matters by option: a full, half or empty circle with its words, and no totals."""
        return {
            "kind": "match",
            "options": [option["name"] for option in spec["options"]],
            "values": [
                {
                    "text": text,
                    "weight": str(WEIGHTS.get(said["weight"], "")),
                    "fits": [
                        {"fit": said["fits"].get(option["id"], ""), "words": _fit_words(said["fits"].get(option["id"]))}
                        for option in spec["options"]
                    ],
                }
                for text, said in _named(spec, answer)
                if said["weight"] != "none"
            ],
        }

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["values"] = _lay_out(spec, context["fields"])
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec) -> Iterator[Issue]:
    yield from find_gaps((value["text"] for value in spec["values"]), answerable=bool(spec["values"] or spec["own"]))
    if not spec["options"]:
        yield Issue(
            "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
        )


def _names(spec: Spec) -> dict[str, str]:
    """{name of its fields: words} of each thing in the editor's order, then of her own lines."""
    values = {value["id"]: value["text"] for value in spec["values"]}
    return values | {f"{OWN}{place}": own_label(place) for place in range(spec["own"])}


def _said(answer: Answer) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(name of its fields, what she said) for each thing about which something is said."""
    yield from answer["values"].items()
    for place, own in enumerate(answer["own"]):
        yield f"{OWN}{place}", own


def _named(spec: Spec, answer: Answer) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(words, what she said), in the editor's order, then her own."""
    for value in spec["values"]:
        if value["id"] in answer["values"]:
            yield value["text"], answer["values"][value["id"]]
    for own in answer["own"]:
        yield own["text"], own


def _fit_words(fit: str | None) -> str:
    return str(FITS[fit]) if fit in FITS else _("No answer")


def _with_weight(text: str, weight: str) -> Row:
    """One thing with how much it matters."""
    words = {"much": _("matters a lot to you"), "some": _("matters a little to you")}
    return Row(text, words.get(weight, ""))


def _read_back(spec: Spec, answer: Answer) -> Iterator[Row]:
    matters = [(text, said) for text, said in _named(spec, answer) if said["weight"] != "none"]
    for option in spec["options"]:
        groups = []
        for fit, label in [*FITS.items(), (None, _("No answer"))]:
            things = [
                _with_weight(text, said["weight"]) for text, said in matters if said["fits"].get(option["id"]) == fit
            ]
            if things:
                groups.append(Row(str(label), rows=things))
        yield Row(option["name"], "" if groups else _("Nothing noted"), rows=groups)
    rest = [Row("", text) for text, said in _named(spec, answer) if said["weight"] == "none"]
    if rest:
        yield Row(_("Does not matter to you"), rows=rest)


def _lay_out(spec: Spec, fields: Mapping[str, forms.BoundField]) -> list[dict[str, Any]]:
    """One entry a thing for the input template: {"title", "note", "own", "weight", "options", "given", "open"}.

    The first thing stands open; the others open one at a time.
    """
    notes = {value["id"]: value["note"] for value in spec["values"]}
    values = []
    for name, label in _names(spec).items():
        own = fields[name] if name.startswith(OWN) else None
        asked = [fields[f"{name}-weight"], *(fields[f"{name}-{option['id']}"] for option in spec["options"])]
        mine = [own, *asked] if own else asked
        values.append(
            {
                "title": (own.value() if own else "") or label,
                "note": notes.get(name, ""),
                "own": own,
                "weight": asked[0],
                "options": asked[1:],
                "given": any(is_given(field) for field in mine),
                "open": not values or any(field.errors for field in mine),
            }
        )
    return values
