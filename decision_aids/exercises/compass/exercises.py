"""A compass of her life: how much each part matters, how close she is to what she wants there, and one small step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import UNSURE, ChoiceField, LineField, ScaleField
from decision_aids.exercises.pictures import amount_in_words
from decision_aids.exercises.registry import register

SIZE = 344  # of the drawing, in its own units
REACH = 128  # from the middle to the outer ring
NUMBER = 157  # from the middle to the number of an area
SMALLEST, LARGEST = 5, 12  # the dot of an area that does not matter, and of one that matters most


class AreaBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120, default="", label=gettext_lazy("Part of life"))
    note = blocks.CharBlock(required=False, max_length=200, default="", label=gettext_lazy("Explanation"))

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Part of life")


class CompassBlock(ExerciseBlock):
    areas = blocks.ListBlock(AreaBlock(), min_num=2, max_num=10, label=gettext_lazy("Parts of life"))
    top = blocks.IntegerBlock(
        default=5,
        min_value=2,
        max_value=10,
        label=gettext_lazy("Highest number"),
        help_text=gettext_lazy("The scale begins at 0."),
    )

    class Meta:
        icon = "crosshairs"
        label = gettext_lazy("Life compass")
        description = gettext_lazy(
            "How much does each part of her life matter, and how close is she to what she wants?"
        )
        preview_value = {
            "label": gettext_lazy("What matters in your life, and how is it now?"),
            "help": "",
            "areas": [
                {"text": gettext_lazy("Friends"), "note": ""},
                {"text": gettext_lazy("School or work"), "note": ""},
            ],
            "top": 5,
        }


@register
class Compass(Exercise):
    """Say how much each part of your life matters, how close you are to what you want there, and one small step.

    answer  {"areas": {area id: {"matters": n or None, "close": n or None}}, "area": area id or "", "step": str}
    """

    name = "vrijuit.compass"
    block = CompassBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for area in spec["areas"]:
            fields[f"{area['id']}-matters"] = ScaleField(
                0, spec["top"], label=_("How much does this matter to you?"), unsure=True
            )
            fields[f"{area['id']}-close"] = ScaleField(
                0, spec["top"], label=_("How close are you now to what you want here?"), unsure=True
            )
        areas = [(area["id"], area["text"]) for area in spec["areas"]]
        fields["area"] = ChoiceField([*areas, ("", _("I don't know yet"))], label=_("Where do you want to begin?"))
        fields["step"] = LineField(
            label=_("What is one small step?"), help_text=_("Something that you can do this week.")
        )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        areas = {}
        for area in spec["areas"]:
            said = {key: _number(data.get(f"{area['id']}-{key}")) for key in ("matters", "close")}
            if any(n is not None for n in said.values()):
                areas[area["id"]] = said
        answer = {"areas": areas, "area": data.get("area") or "", "step": data.get("step") or ""}
        return answer if any(answer.values()) else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        given = {f"{area}-{key}": n for area, said in answer["areas"].items() for key, n in said.items()}
        return {**given, "area": answer["area"], "step": answer["step"]}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        top = spec["top"]
        names = {area["id"]: area["text"] for area in spec["areas"]}
        rows = []
        for area, name in names.items():
            said = answer["areas"].get(area)
            if said is not None:
                both = ((_("Matters"), said["matters"]), (_("How close now"), said["close"]))
                rows.append(Row(name, rows=[Row(label, amount=n, top=top) for label, n in both if n is not None]))
        if answer["area"] in names:
            rows.append(Row(_("Where I begin"), names[answer["area"]]))
        if answer["step"]:
            rows.append(Row(_("My small step"), answer["step"]))
        return rows

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json] | None:
        return draw_compass(spec, answer) if answer["areas"] else None

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            fields = context["fields"]
            context["areas"] = [
                {**area, "matters": fields[f"{area['id']}-matters"], "close": fields[f"{area['id']}-close"]}
                for area in spec["areas"]
            ]
        elif answer is not None:
            names = {area["id"] for area in spec["areas"]}
            held = sum(area in names for area in answer["areas"])
            context["step"] = self.rows(spec, answer)[held:]
        return super().render(mode, spec, answer, **context)


def draw_compass(spec: Spec, answer: Answer) -> dict[str, Json]:
    """Rings with a dot for each part of life: nearer to the middle is closer, larger matters more.

    Gives {"kind": "compass", "size", "middle", "rings": [radius], "areas": [{"number", "label", "matters", "close",
    "x", "y", "end_x", "end_y", "number_x", "number_y", "dot": {"x", "y", "size"} or None}]}; matters and close are words.
    """
    top, middle = spec["top"], SIZE // 2
    areas = []
    for place, area in enumerate(spec["areas"]):
        said = answer["areas"].get(area["id"], {"matters": None, "close": None})
        turn = 2 * math.pi * place / len(spec["areas"])
        dot = None
        if said["close"] is not None:
            x, y = _place(turn, REACH * (top - said["close"]) / top)
            matters = said["matters"] if said["matters"] is not None else 0
            dot = {"x": x, "y": y, "size": round(SMALLEST + (LARGEST - SMALLEST) * matters / top)}
        end_x, end_y = _place(turn, REACH)
        number_x, number_y = _place(turn, NUMBER)
        areas.append(
            {
                "number": place + 1,
                "label": area["text"],
                "matters": _words(said["matters"], top),
                "close": _words(said["close"], top),
                "end_x": end_x,
                "end_y": end_y,
                "number_x": number_x,
                "number_y": number_y + 5,
                "dot": dot,
            }
        )
    rings = [round(REACH * step / top) for step in range(1, top + 1)]
    return {"kind": "compass", "size": SIZE, "middle": middle, "rings": rings, "areas": areas}


def _place(turn: float, distance: float) -> tuple[int, int]:
    """A point at a distance from the middle; the first part of life stands at the top, the others clockwise."""
    middle = SIZE / 2
    return round(middle + distance * math.sin(turn)), round(middle - distance * math.cos(turn))


def _words(n: int | None, top: int) -> str:
    return _("No answer") if n is None else amount_in_words(n, top)


def _number(value: Any) -> int | None:
    return None if value is None or value == UNSURE else value
