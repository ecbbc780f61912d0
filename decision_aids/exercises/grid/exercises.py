"""One of the same few choices for each of a number of things; made ready as a practical check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Mode, Operand, Row, Spec
from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, own_line
from decision_aids.exercises.presets import preset_block
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import ThingBlock, find_gaps, own_label, own_lines_block

OPEN = ""  # the column of an own line at which nothing was chosen


class GridBlock(ExerciseBlock):
    """What an editor makes of it: the choices, the things, room for own ones."""

    columns = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=60, label=gettext_lazy("Choice")),
        default=[],
        max_num=5,
        label=gettext_lazy("Choices"),
        help_text=gettext_lazy("Two to five, the same for every line. A few words each."),
    )
    rows = blocks.ListBlock(ThingBlock(), default=[], max_num=MOST_ITEMS, label=gettext_lazy("Lines"))
    own = own_lines_block()

    class Meta:
        icon = "grip"
        label = gettext_lazy("One choice in each line")
        description = gettext_lazy("The same two to five choices for each thing in a list.")
        preview_value = {
            "label": gettext_lazy("How is it at home?"),
            "help": "",
            "columns": [gettext_lazy("Often"), gettext_lazy("Sometimes"), gettext_lazy("Never")],
            "rows": [{"text": gettext_lazy("I have time for myself"), "note": ""}],
            "own": 1,
        }


@register
class Grid(Exercise):
    """Choose in each line.

    answer  {"chosen": {row id: column id}, "own": [{"text", "column": column id or ""}]}
    """

    name = "vrijuit.grid"
    folder = "grid"
    block = GridBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        columns = [(column["id"], column["value"]) for column in spec["columns"]]
        fields: dict[str, forms.Field] = {
            row["id"]: ChoiceField(columns, label=row["text"], help_text=row["note"]) for row in spec["rows"]
        }
        for place in range(spec["own"]):
            label = own_label(place)
            fields[f"own{place}"] = own_line(label)
            fields[f"own{place}-column"] = ChoiceField(
                columns, label=format_html('{}<span class="visually-hidden"> {}</span>', _("Which one fits?"), label)
            )
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """A choice beside an own line without words says nothing."""
        chosen = {row["id"]: data[row["id"]] for row in spec["rows"] if data.get(row["id"])}
        own = [
            {"text": data[f"own{place}"], "column": data.get(f"own{place}-column") or OPEN}
            for place in range(spec["own"])
            if data.get(f"own{place}")
        ]
        return {"chosen": chosen, "own": own} if chosen or own else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = dict(answer["chosen"])
        for place, line in enumerate(answer["own"]):
            data[f"own{place}"] = line["text"]
            data[f"own{place}-column"] = line["column"]
        return data

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [
            Operand(f"{row['id']}:{column['id']}", f"{row['text']}: {column['value']}")
            for row in spec["rows"]
            for column in spec["columns"]
        ]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [f"{row}:{column}" for row, column in answer["chosen"].items()]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """By choice, in the editor's order: everything that she has, then everything that she needs."""
        return list(_read_back(spec, answer))

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            fields = context["fields"]
            context["scales"] = [fields[row["id"]] for row in spec["rows"]]
            context["own"] = [
                {"text": fields[f"own{place}"], "column": fields[f"own{place}-column"]} for place in range(spec["own"])
            ]
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec) -> Iterator[Issue]:
    texts = [column["value"] for column in spec["columns"]] + [row["text"] for row in spec["rows"]]
    yield from find_gaps(texts, answerable=bool(spec["rows"] or spec["own"]))
    if len(spec["columns"]) < 2:
        yield Issue("choices-missing", context={"message": _("Give two choices or more.")})


def _read_back(spec: Spec, answer: Answer) -> Iterator[Row]:
    for column in [*spec["columns"], {"id": OPEN, "value": _("Nothing chosen")}]:
        things = [row["text"] for row in spec["rows"] if answer["chosen"].get(row["id"]) == column["id"]]
        things += [line["text"] for line in answer["own"] if line["column"] == column["id"]]
        if things:
            yield Row(column["value"], rows=[Row("", thing) for thing in things])


@register
class PracticalCheck(Grid):
    """What is there already, what is needed, what to ask about."""

    name = "vrijuit.practical_check"
    block = preset_block(
        GridBlock,
        icon="tasks",
        label=gettext_lazy("Practical check"),
        description=gettext_lazy("One choice in each line: what you have, what you need, what to ask about."),
        value={
            "label": gettext_lazy("What is arranged, and what is not yet?"),
            "help": gettext_lazy("Think of the option that you look at now."),
            "columns": [
                gettext_lazy("I have this"),
                gettext_lazy("I need this"),
                gettext_lazy("I want to ask about this"),
            ],
            "rows": [
                {"text": text, "note": ""}
                for text in (
                    gettext_lazy("Money"),
                    gettext_lazy("A place to live"),
                    gettext_lazy("Work or school"),
                    gettext_lazy("Care and a doctor"),
                    gettext_lazy("People who help me"),
                    gettext_lazy("Papers and insurance"),
                )
            ],
            "own": 3,
        },
    )
