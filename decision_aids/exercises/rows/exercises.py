"""Lines of a few columns, and what is made ready of them: what if, a plan, goals, days to try out, a line in time."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.fields import ChoiceField, ChoicesField, LineField, TextField, is_given
from decision_aids.exercises.registry import register
from decision_aids.exercises.rows import presets
from decision_aids.exercises.rows.blocks import RowsBlock
from decision_aids.exercises.rows.moments import read_moment
from decision_aids.exercises.things import find_gaps

SHOWN = 1  # empty lines that stand open
REMOVE = "remove"
CHOSEN = frozenset({"choice", "option"})
IN_TIME = frozenset({"date", "moment"})
LAST = (9999, 99, 99)  # where a line without a moment stands


class DayField(forms.DateField):
    """A day, before or after today."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            required=False,
            label=label,
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
            error_messages={"invalid": _("Write the day like this: 27/3/2026.")},
        )


@register
class Rows(Exercise):
    """Fill lines of a few columns.

    answer  [{"id", column id: value}], only lines and columns with something in them; a day is "2026-11-22", a choice
            is its id. The id of a line stays the same while lines above it come and go.
    """

    name = "vrijuit.rows"
    folder = "rows"
    block = RowsBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        """A column of options gets those of the aid as its choices."""
        spec = super().compile(value, aid)
        options = [{"id": option["id"], "value": option["name"]} for option in aid.options]
        for column in spec["columns"]:
            if column["kind"] == "option":
                column["choices"] = options
        return spec

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for place in range(spec["most"]):
            for column in spec["columns"]:
                fields[f"r{place}-{column['id']}"] = _field(column)
        fields[REMOVE] = ChoicesField(
            [(str(place), _("Remove this line")) for place in range(spec["most"])], label=_("Remove this line")
        )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Keep every line with something in it that is not removed."""
        lines: list[dict[str, Json]] = []
        known = [line["id"] for line in before or ()]
        fresh = (str(number) for number in range(1, 10_000) if str(number) not in known)
        for place in range(spec["most"]):
            said = {column["id"]: _plain(data.get(f"r{place}-{column['id']}")) for column in spec["columns"]}
            said = {column: value for column, value in said.items() if value}
            if said and str(place) not in (data.get(REMOVE) or ()):
                lines.append({"id": known[place] if place < len(known) else next(fresh), **said})
        return lines or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {
            f"r{place}-{column}": value
            for place, line in enumerate(answer)
            for column, value in line.items()
            if column != "id"
        }

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """One entry a line, named by its first column; in order of time where the editor asked for it."""
        numbered = list(enumerate(answer, start=1))
        if spec["in_time"]:
            numbered.sort(key=lambda entry: _moment(spec, entry[1]) or LAST)
        return [_read_back(spec, number, line) for number, line in numbered]

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["lines"] = list(_lay_out(spec, answer, context["fields"]))
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec) -> Iterator[Issue]:
    yield from find_gaps((column["title"] for column in spec["columns"]), answerable=bool(spec["columns"]))
    for column in spec["columns"]:
        if column["kind"] == "option" and not column["choices"]:
            yield Issue(
                "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
            )
        elif column["kind"] == "choice" and len(column["choices"]) < 2:
            yield Issue("choices-missing", context={"message": _("A column with a choice needs two choices or more.")})
    if spec["in_time"] and not any(column["kind"] in IN_TIME for column in spec["columns"]):
        yield Issue("no-time", context={"message": _("A line in time needs a column with a day or a moment.")})


def _field(column: Mapping[str, Any]) -> forms.Field:
    """The field of one column."""
    title = column["title"]
    if column["kind"] in CHOSEN:
        return ChoiceField([(choice["id"], choice["value"]) for choice in column["choices"]], label=title)
    if column["kind"] == "date":
        return DayField(label=title)
    if column["kind"] == "text":
        return TextField(label=title, rows=3)
    if column["kind"] == "moment":
        return LineField(label=title, help_text=_("As exact as you like, for example 2019 or 6/2019."))
    return LineField(label=title)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value or ""


def _moment(spec: Spec, line: Mapping[str, str]) -> tuple[int, int, int] | None:
    """When a line was, told from the first column that holds a day or a moment."""
    column = next((column["id"] for column in spec["columns"] if column["kind"] in IN_TIME), "")
    return read_moment(line.get(column, ""))


def _in_words(column: Mapping[str, Any], value: str) -> str:
    if column["kind"] in CHOSEN:
        return next((choice["value"] for choice in column["choices"] if choice["id"] == value), "")
    if column["kind"] == "date":
        return date_format(datetime.date.fromisoformat(value), "DATE_FORMAT")
    return value


def _line_name(spec: Spec, number: int) -> str:
    """What a line is called before anything is in it: "Step 2"."""
    return _("%(name)s %(number)d") % {"name": spec["each"] or _("Line"), "number": number}


def _read_back(spec: Spec, number: int, line: Mapping[str, str]) -> Row:
    said = [
        (column["title"], words)
        for column in spec["columns"]
        if column["id"] in line and (words := _in_words(column, line[column["id"]]))
    ]
    first = spec["columns"][0] if spec["columns"] else None
    if first and first["id"] in line and said and first["kind"] != "text":
        return Row(said[0][1], rows=[Row(title, words) for title, words in said[1:]])
    return Row(_line_name(spec, number), rows=[Row(title, words) for title, words in said])


def _lay_out(
    spec: Spec, answer: Sequence[Mapping[str, Json]] | None, fields: Mapping[str, forms.BoundField]
) -> Iterator[dict[str, Any]]:
    """One entry a line for the input template: {"title", "open", "given", "fields", "remove"}.

    One empty line stands open, the others wait behind a line to press.
    """
    stored = len(answer or ())
    boxes = list(fields[REMOVE].subwidgets)
    empty = 0
    for place in range(spec["most"]):
        columns = [fields[f"r{place}-{column['id']}"] for column in spec["columns"]]
        given = any(is_given(field) for field in columns)
        wrong = any(field.errors for field in columns)
        empty += not given
        row = _read_back(spec, place + 1, answer[place]) if answer is not None and place < stored else None
        yield {
            "title": row.label if row else _line_name(spec, place + 1),
            "fields": columns,
            "remove": boxes[place].data,
            "given": place < stored,
            "open": wrong or (given and place >= stored) or (not given and empty <= SHOWN),
        }


@register
class WhatIfThen(Rows):
    """What she is afraid of, and what she would do then."""

    name = "vrijuit.what_if_then"
    block = presets.WHAT_IF_THEN


@register
class TellingPlan(Rows):
    """Whom to tell, and in which words."""

    name = "vrijuit.telling_plan"
    block = presets.TELLING_PLAN


@register
class Goals(Rows):
    """Small steps: what, when, with whom."""

    name = "vrijuit.goals"
    block = presets.GOALS


@register
class ActAsIfDays(Rows):
    """Live a day as if the choice was made, and note what happens."""

    name = "vrijuit.act_as_if_days"
    block = presets.ACT_AS_IF_DAYS


@register
class Timeline(Rows):
    """Moments that matter, read back in order of time."""

    name = "vrijuit.timeline"
    block = presets.TIMELINE
