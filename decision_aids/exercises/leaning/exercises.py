"""Leaning: how far she leans to each option today. She may come back to it; each day is kept beside the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.days import DaysField, day_of, find_today, keep_days, list_earlier, say_day_of, today
from decision_aids.exercises.fields import UNSURE, ScaleField, TextField
from decision_aids.exercises.pictures import draw_bars, draw_line
from decision_aids.exercises.registry import register


class LeaningBlock(ExerciseBlock):
    """What an editor makes of it: the length of the scale and whether there is room for words."""

    top = blocks.IntegerBlock(
        default=5,
        min_value=2,
        max_value=10,
        label=gettext_lazy("Highest number"),
        help_text=gettext_lazy("The scale begins at 0."),
    )
    note = blocks.BooleanBlock(
        required=False,
        default=True,
        label=gettext_lazy("Room for a note"),
    )

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Leaning")
        description = gettext_lazy(
            "A visitor says how far she leans to each option now. She can do it again on another day."
        )
        preview_value = {
            "label": gettext_lazy("How far do you lean to each option today?"),
            "help": "",
            "top": 5,
            "note": True,
        }


@register
class Leaning(Exercise):
    """Say how far you lean to each option today."""

    name = "vrijuit.leaning"
    block = LeaningBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        options = [{"id": option["id"], "name": option["name"]} for option in aid.options]
        return {**super().compile(value, aid), "options": options}

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec, aid))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            option["id"]: ScaleField(0, spec["top"], label=option["name"], unsure=True) for option in spec["options"]
        }
        if spec["note"]:
            fields["note"] = TextField(label=_("Do you want to write something with it?"), rows=3)
        fields["remove"] = DaysField()
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Put what she says today in the place of what she said earlier today, beside the other days.

        An empty form takes today away and leaves the other days.
        """
        at = {
            option["id"]: None if data[option["id"]] == UNSURE else data[option["id"]]
            for option in spec["options"]
            if data.get(option["id"]) is not None
        }
        note = data.get("note") or ""
        moment = {"on": today(), "at": at, "note": note} if at or note else None
        moments = keep_days((before or {}).get("moments", ()), moment, data.get("remove"))
        return {"moments": moments} if moments else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        """What she said today. On another day the form is empty, so that each look is a fresh one."""
        moment = find_today(answer["moments"])
        if moment is None:
            return {}
        at = {option: UNSURE if n is None else n for option, n in moment["at"].items()}
        return {**at, "note": moment["note"]}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [
            Row(
                say_day_of(moment),
                rows=[*_leanings(spec, moment), *([Row(_("Note"), moment["note"])] if moment["note"] else ())],
            )
            for moment in answer["moments"]
        ]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        """Bars for one day, small drawings over time for more. The options keep the editor's order."""
        moments = answer["moments"]
        if len(moments) == 1:
            rows = [(row.label, row.amount, row.text) for row in _leanings(spec, moments[0])]
            return draw_bars(rows, spec["top"])
        return draw_line(
            [
                (option["name"], [(day_of(moment), moment["at"].get(option["id"])) for moment in moments])
                for option in spec["options"]
            ],
            spec["top"],
        )

    def template(self, mode: Mode) -> str:
        """Reading back is the same picture with its words for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["today"] = timezone.localdate()
            context["scales"] = [context["fields"][option["id"]] for option in spec["options"]]
            moments = answer["moments"] if answer is not None else []
            context["earlier"] = list_earlier(moments, self.rows(spec, answer) if moments else [])
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec, aid: Aid) -> Iterator[Issue]:
    if not spec["options"]:
        yield Issue(
            "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
        )


def _leanings(spec: Spec, moment: Mapping[str, Json]) -> Iterator[Row]:
    for option in spec["options"]:
        n = moment["at"].get(option["id"])
        if n is not None:
            yield Row(option["name"], amount=n, top=spec["top"])
        else:
            yield Row(option["name"], _("I don't know") if option["id"] in moment["at"] else _("No answer"))
