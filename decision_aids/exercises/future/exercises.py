"""Looking ahead: for each option, how life looks at some moments to come, and how that feels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import UNSURE, ScaleField, TextField, is_given
from decision_aids.exercises.registry import register

BEST = 5
MOST_MOMENTS = 8


class FutureBlock(ExerciseBlock):
    """What an editor makes of it: the moments ahead, and whether to ask for a feeling."""

    moments = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=120, label=gettext_lazy("Moment")),
        default=[],
        max_num=MOST_MOMENTS,
        label=gettext_lazy("Moments ahead"),
        help_text=gettext_lazy("Two to four, the same for every option. For example: in one month, in five years."),
    )
    feeling = blocks.BooleanBlock(
        required=False,
        default=True,
        label=gettext_lazy("Ask how each moment feels"),
    )

    class Meta:
        icon = "date"
        label = gettext_lazy("Looking ahead")
        description = gettext_lazy("A visitor imagines each option at some moments ahead.")
        preview_value = {
            "label": gettext_lazy("How does your life look then?"),
            "help": "",
            "moments": [gettext_lazy("In one month"), gettext_lazy("In five years")],
            "feeling": True,
        }


@register
class Future(Exercise):
    """Imagine each option at some moments ahead."""

    name = "vrijuit.future"
    block = FutureBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        options = [{"id": option["id"], "name": option["name"]} for option in aid.options]
        return {**super().compile(value, aid), "options": options}

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec, aid))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for option, moment in _cells(spec):
            start = f"{option['id']}-{moment['id']}"
            fields[start] = TextField(label=moment["value"], rows=3)
            if spec["feeling"]:
                fields[f"{start}-feeling"] = ScaleField(
                    1, BEST, label=_("How does this feel? %(moment)s") % {"moment": moment["value"]}, unsure=True
                )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer: dict[str, dict[str, Json]] = {}
        for option, moment in _cells(spec):
            start = f"{option['id']}-{moment['id']}"
            feeling = data.get(f"{start}-feeling")
            cell = {"text": data.get(start) or "", "feeling": None if feeling == UNSURE else feeling}
            if cell["text"] or cell["feeling"] is not None:
                answer.setdefault(option["id"], {})[moment["id"]] = cell
        return answer or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for option, cells in answer.items():
            for moment, cell in cells.items():
                data[f"{option}-{moment}"] = cell["text"]
                data[f"{option}-{moment}-feeling"] = cell["feeling"]
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """Every option gets its line, also the one at which she wrote nothing."""
        return [_read_back(spec, option["name"], answer.get(option["id"])) for option in spec["options"]]

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["options"] = [_lay_out(spec, option, context["fields"]) for option in spec["options"]]
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec, aid: Aid) -> Iterator[Issue]:
    if not spec["options"]:
        yield Issue(
            "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
        )
    if not spec["moments"]:
        yield Issue(
            "nothing-to-answer",
            context={"message": _("There is nothing to answer here yet. Add something, or delete this exercise.")},
        )
    if any(not moment["value"].strip() for moment in spec["moments"]):
        yield Issue("choice-empty", context={"message": _("One of the lines is empty. Fill it in, or delete it.")})


def feeling_label(feeling: int) -> str:
    """The number of a feeling in words."""
    return {
        1: _("not good at all"),
        2: _("not so good"),
        3: _("in between"),
        4: _("good"),
        5: _("very good"),
    }[feeling]


def _cells(spec: Spec) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """Each option with each moment."""
    for option in spec["options"]:
        for moment in spec["moments"]:
            yield option, moment


def _read_back(spec: Spec, name: str, cells: Mapping[str, Mapping[str, Json]] | None) -> Row:
    """One option with what she noted at each moment."""
    if not cells:
        return Row(name, _("Nothing noted"))
    row = Row(name)
    for moment in spec["moments"]:
        cell = cells.get(moment["id"])
        row.rows.append(Row(moment["value"], cell["text"] if cell else _("Nothing noted")))
        if cell and cell["feeling"] is not None:
            row.rows[-1].rows.append(Row(_("How it feels"), feeling_label(cell["feeling"])))
    return row


def _lay_out(spec: Spec, option: Mapping[str, str], fields: Mapping[str, forms.BoundField]) -> dict[str, Any]:
    """One option for the input template: {"name", "given", "wrong", "moments": [{"label", "text", "feeling"}]}."""
    moments = [
        {
            "label": moment["value"],
            "text": fields[f"{option['id']}-{moment['id']}"],
            "feeling": fields.get(f"{option['id']}-{moment['id']}-feeling"),
        }
        for moment in spec["moments"]
    ]
    mine = [field for suffix, field in fields.items() if suffix.startswith(option["id"])]
    return {
        "name": option["name"],
        "given": any(is_given(field) for field in mine),
        "wrong": any(field.errors for field in mine),
        "moments": moments,
    }
