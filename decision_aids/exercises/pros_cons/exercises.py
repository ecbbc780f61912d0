"""Pros and cons: for each option what speaks for it and what speaks against it, with a weight if she likes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.fields import ChoicesField, ScaleField, is_given, own_line
from decision_aids.exercises.pictures import draw_balance
from decision_aids.exercises.pros_cons.blocks import ProsConsBlock
from decision_aids.exercises.registry import register

SIDES = ("for", "against")
OWN = "own"
HEAVIEST = 5


@register
class ProsCons(Exercise):
    """Lay beside each option what speaks for it and what speaks against it."""

    name = "vrijuit.pros_cons"
    block = ProsConsBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        options = [{"id": option["id"], "name": option["name"]} for option in aid.options]
        return {**super().compile(value, aid), "options": options}

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec, aid))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for option in spec["options"]:
            for side in SIDES:
                start = f"{option['id']}-{side}"
                offered = _offered(spec, option["id"], side)
                if offered:
                    fields[start] = ChoicesField(
                        [(suggestion["id"], suggestion["text"]) for suggestion in offered],
                        label=f"{option['name']}: {side_label(side)}",
                    )
                for suggestion in offered if spec["weigh"] else ():
                    fields[f"{start}-{suggestion['id']}-weight"] = _weight(suggestion["text"])
                for place in range(spec["own"]):
                    label = _("Something of your own (%(number)d)") % {"number": place + 1}
                    fields[f"{start}-own{place}"] = own_line(label)
                    if spec["weigh"]:
                        fields[f"{start}-own{place}-weight"] = _weight(label)
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer: dict[str, Json] = {}
        for option in spec["options"]:
            said = {side: list(_said(spec, data, option["id"], side)) for side in SIDES}
            if any(said.values()):
                answer[option["id"]] = said
        return answer or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for option in spec["options"]:
            for side in SIDES:
                start = f"{option['id']}-{side}"
                known = {suggestion["id"] for suggestion in _offered(spec, option["id"], side)}
                things = answer.get(option["id"], {}).get(side, ())
                ticked = [thing for thing in things if thing["id"] in known]
                own = [thing for thing in things if thing["id"] == OWN]
                data[start] = [thing["id"] for thing in ticked]
                for thing in ticked:
                    data[f"{start}-{thing['id']}-weight"] = thing["weight"]
                for place, thing in enumerate(own):
                    data[f"{start}-own{place}"] = thing["text"]
                    data[f"{start}-own{place}-weight"] = thing["weight"]
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """Every option gets its lines, also the one at which she noted nothing."""
        return [
            Row(
                option["name"],
                rows=[
                    Row(
                        label,
                        "" if things else _("Nothing noted"),
                        rows=[
                            Row(thing["text"], amount=thing["weight"], top=HEAVIEST if thing["weight"] else None)
                            for thing in things
                        ],
                    )
                    for label, things in option["sides"]
                ],
            )
            for option in _read_back(spec, answer)
        ]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        options = [{"label": option["name"], "sides": option["sides"]} for option in _read_back(spec, answer)]
        return draw_balance(options, HEAVIEST)

    def template(self, mode: Mode) -> str:
        """Reading back is the same picture with its words for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["options"] = [_lay_out(spec, option, context["fields"]) for option in spec["options"]]
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec, aid: Aid) -> Iterator[Issue]:
    known = {option["id"] for option in aid.options}
    if not known:
        yield Issue(
            "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
        )
    counts = dict.fromkeys(((option, side) for option in known for side in SIDES), 0)
    for suggestion in spec["suggestions"]:
        if not suggestion["text"].strip():
            yield Issue("choice-empty", context={"message": _("One of the lines is empty. Fill it in, or delete it.")})
        if suggestion["option"] and suggestion["option"] not in known:
            yield Issue("option-gone", context={"text": suggestion["text"]})
    counts.update(
        Counter(
            (option, suggestion["side"])
            for suggestion in spec["suggestions"]
            for option in known
            if suggestion["option"] in ("", option)
        )
    )
    if len(set(counts.values())) > 1:
        yield Issue(
            "suggestions-uneven",
            severity="warning",
            context={"message": _("Not every option has as many suggestions on both sides. Is that fair to all?")},
        )
    if not spec["suggestions"] and not spec["own"]:
        yield Issue(
            "nothing-to-answer",
            context={"message": _("There is nothing to answer here yet. Add something, or delete this exercise.")},
        )


def side_label(side: str) -> str:
    """The name of a side as visitors read it."""
    return _("What speaks for it") if side == "for" else _("What speaks against it")


def _weight(label: str) -> ScaleField:
    """How heavy one thing weighs; only who listens hears again which thing."""
    return ScaleField(
        1,
        HEAVIEST,
        label=format_html('{}<span class="visually-hidden"> {}</span>', _("How heavy does this weigh?"), label),
    )


def _offered(spec: Spec, option: str, side: str) -> list[Mapping[str, str]]:
    """The suggestions on one side of one option."""
    return [
        suggestion
        for suggestion in spec["suggestions"]
        if suggestion["side"] == side and suggestion["option"] in ("", option)
    ]


def _said(spec: Spec, data: Mapping[str, Any], option: str, side: str) -> Iterator[dict[str, Json]]:
    """What counts on one side: ticked suggestions in the editor's order, then her own lines.

    The tick decides: a weight beside something that is not ticked is not kept.
    """
    start = f"{option}-{side}"
    ticked = data.get(start) or ()
    for suggestion in _offered(spec, option, side):
        if suggestion["id"] in ticked:
            weight = data.get(f"{start}-{suggestion['id']}-weight")
            yield {"id": suggestion["id"], "text": suggestion["text"], "weight": weight}
    for place in range(spec["own"]):
        text = data.get(f"{start}-own{place}")
        if text:
            yield {"id": OWN, "text": text, "weight": data.get(f"{start}-own{place}-weight")}


def _read_back(spec: Spec, answer: Answer) -> Iterator[dict[str, Any]]:
    """Each option with its two sides; a suggestion in the words that it has now."""
    words = {suggestion["id"]: suggestion["text"] for suggestion in spec["suggestions"]}
    for option in spec["options"]:
        said = answer.get(option["id"], {})
        yield {
            "name": option["name"],
            "sides": [
                (
                    side_label(side),
                    [
                        {"text": words.get(thing["id"], thing["text"]), "weight": thing["weight"]}
                        for thing in said.get(side, ())
                    ],
                )
                for side in SIDES
            ],
        }


def _lay_out(spec: Spec, option: Mapping[str, str], fields: Mapping[str, forms.BoundField]) -> dict[str, Any]:
    """One option for the input template.

    Gives {"name", "given", "wrong", "sides": [{"label", "field", "things": [{"box", "weight"}],
    "own": [{"text", "weight"}]}]}; a part that is not asked is None.
    """
    sides = []
    for side in SIDES:
        start = f"{option['id']}-{side}"
        ticks = fields.get(start)
        sides.append(
            {
                "label": side_label(side),
                "field": ticks,
                "things": [
                    {"box": box, "weight": fields.get(f"{start}-{suggestion['id']}-weight")}
                    for box, suggestion in zip(
                        ticks.subwidgets if ticks else (), _offered(spec, option["id"], side), strict=True
                    )
                ],
                "own": [
                    {
                        "text": fields[f"{start}-own{place}"],
                        "weight": fields.get(f"{start}-own{place}-weight"),
                    }
                    for place in range(spec["own"])
                ],
            }
        )
    mine = [field for suffix, field in fields.items() if suffix.startswith(option["id"])]
    return {
        "name": option["name"],
        "given": any(is_given(field) for field in mine),
        "wrong": any(field.errors for field in mine),
        "sides": sides,
    }
