"""Dividing a number of points over things: what gets more, gets it from something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock
from decision_aids.exercises.fields import own_line
from decision_aids.exercises.pictures import draw_bars
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import OWN, ThingBlock, find_gaps, own_label, own_lines_block

QUARTERS = [25, 50, 75]


class PointsBlock(ExerciseBlock):
    """What an editor makes of it: the things, how many points, room for own ones."""

    things = blocks.ListBlock(
        ThingBlock(),
        default=[],
        max_num=MOST_ITEMS,
        label=gettext_lazy("Things that get points"),
        help_text=gettext_lazy("Three to eight."),
    )
    total = blocks.IntegerBlock(
        default=100,
        min_value=5,
        max_value=1000,
        label=gettext_lazy("Points to divide"),
        help_text=gettext_lazy("10 is easy on a phone, 100 is more exact."),
    )
    own = own_lines_block(most=5, default=2)

    class Meta:
        icon = "decimal"
        label = gettext_lazy("Dividing points")
        description = gettext_lazy("A visitor divides 100 points, or another number, over things.")
        preview_value = {
            "label": gettext_lazy("How heavy does each thing weigh?"),
            "help": gettext_lazy("Divide 10 points."),
            "things": [{"text": gettext_lazy("My health"), "note": ""}, {"text": gettext_lazy("My work"), "note": ""}],
            "total": 10,
            "own": 1,
        }


@register
class Points(Exercise):
    """Divide points over things.

    answer  {"given": {thing id: points}, "own": [{"text", "points": points or None}]}; all points together are the
            total, or there are none yet
    """

    name = "vrijuit.points"
    block = PointsBlock
    scripts = ("exercises/points.js",)

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        answerable = len(spec["things"]) + spec["own"] > 1
        return list(find_gaps((thing["text"] for thing in spec["things"]), answerable=answerable))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            thing["id"]: _PointsField(spec["total"], label=thing["text"], help_text=thing["note"])
            for thing in spec["things"]
        }
        for place in range(spec["own"]):
            label = own_label(place)
            fields[f"{OWN}{place}"] = own_line(label)
            fields[f"{OWN}{place}-points"] = _PointsField(
                spec["total"], label=format_html('{}<span class="visually-hidden"> {}</span>', _("Points"), label)
            )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Points that do not add up are said to be left, or to be too many; everything typed stays in the form."""
        given = {thing["id"]: data[thing["id"]] for thing in spec["things"] if data.get(thing["id"]) is not None}
        for place in range(spec["own"]):
            if data.get(f"{OWN}{place}-points") and not data.get(f"{OWN}{place}"):
                raise ValidationError({f"{OWN}{place}": _("Say what these points are for.")})
        own = [
            {"text": data[f"{OWN}{place}"], "points": data.get(f"{OWN}{place}-points")}
            for place in range(spec["own"])
            if data.get(f"{OWN}{place}")
        ]
        divided = sum(given.values()) + sum(line["points"] or 0 for line in own)
        if divided not in (0, spec["total"]):
            first = next(
                name for name in (*given, *(f"{OWN}{place}-points" for place in range(spec["own"]))) if data.get(name)
            )
            raise ValidationError({first: in_words(divided, spec["total"])})
        return {"given": given, "own": own} if divided or own else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = dict(answer["given"])
        for place, line in enumerate(answer["own"]):
            data[f"{OWN}{place}"] = line["text"]
            data[f"{OWN}{place}-points"] = line["points"]
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [
            Row(
                label,
                "" if points is not None else _("No points"),
                points,
                spec["total"] if points is not None else None,
            )
            for label, points in _divided(spec, answer)
        ]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        """A bar for each thing, in the editor's order; marks at each quarter."""
        bars = [(label, points, _("No points")) for label, points in _divided(spec, answer)]
        return {**draw_bars(bars, spec["total"]), "marks": QUARTERS}

    def template(self, mode: Mode) -> str:
        """Reading back is the same picture with its words for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            fields = context["fields"]
            context["things"] = [fields[thing["id"]] for thing in spec["things"]]
            context["own"] = [
                {"text": fields[f"{OWN}{place}"], "points": fields[f"{OWN}{place}-points"]}
                for place in range(spec["own"])
            ]
        return super().render(mode, spec, answer, **context)


class _PointsField(forms.IntegerField):
    """A whole number of points; nothing is not the same as 0."""

    def __init__(self, total: int, *, label: str, help_text: str = "") -> None:
        wrong = _("Write a whole number from 0 to %(total)d.") % {"total": total}
        super().__init__(
            min_value=0,
            max_value=total,
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 5}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No limits in the browser: its words are not ours and it speaks its own language."""
        return {}


def in_words(divided: int, total: int) -> str:
    """How many points are left, or how many are too many."""
    if divided < total:
        left = total - divided
        return ngettext(
            "%(left)d point of %(total)d is left. Give it a place.",
            "%(left)d points of %(total)d are left. Give them a place.",
            left,
        ) % {"left": left, "total": total}
    over = divided - total
    return ngettext(
        "This is %(over)d point more than %(total)d. Take it off somewhere.",
        "This is %(over)d points more than %(total)d. Take them off somewhere.",
        over,
    ) % {"over": over, "total": total}


def _divided(spec: Spec, answer: Answer) -> Iterator[tuple[str, int | None]]:
    """(words, points) in the editor's order, then her own."""
    for thing in spec["things"]:
        if thing["id"] in answer["given"]:
            yield thing["text"], answer["given"][thing["id"]]
    for line in answer["own"]:
        yield line["text"], line["points"]
