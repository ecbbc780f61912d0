"""Values: how much each of a number of things matters to her, with room for what the editor did not think of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock
from decision_aids.exercises.fields import UNSURE, ScaleField, own_line
from decision_aids.exercises.pictures import draw_bars
from decision_aids.exercises.registry import register


class ValueBlock(blocks.StructBlock):
    """Something that may matter to a visitor."""

    text = blocks.CharBlock(
        default="",
        max_length=200,
        label=gettext_lazy("What may matter"),
        help_text=gettext_lazy("A few words that fit every option."),
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("One sentence, if the words need it."),
    )

    class Meta:
        icon = "pick"
        label = gettext_lazy("Value")
        label_format = "{text}"


class ValuesBlock(ExerciseBlock):
    """What an editor makes of it: the things to rate, room for own ones, the length of the scale."""

    values = blocks.ListBlock(
        ValueBlock(),
        default=[],
        max_num=MOST_ITEMS,
        label=gettext_lazy("Things that may matter"),
        help_text=gettext_lazy("Five to ten. Name nothing that only fits one option."),
    )
    own = blocks.IntegerBlock(
        default=3,
        min_value=0,
        max_value=10,
        label=gettext_lazy("Own lines"),
        help_text=gettext_lazy("How many things a visitor can add herself."),
    )
    top = blocks.IntegerBlock(
        default=5,
        min_value=2,
        max_value=10,
        label=gettext_lazy("Highest number"),
        help_text=gettext_lazy("The scale begins at 0."),
    )

    class Meta:
        icon = "pick"
        label = gettext_lazy("What matters")
        description = gettext_lazy("A visitor says how much each thing matters to her, and adds her own.")
        preview_value = {
            "label": gettext_lazy("How much does this matter to you?"),
            "help": "",
            "values": [{"text": gettext_lazy("Time for myself"), "note": ""}],
            "own": 1,
            "top": 5,
        }


@register
class Values(Exercise):
    """Say how much each thing matters to you, and add what is missing."""

    name = "vrijuit.values"
    block = ValuesBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec, aid))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for value in spec["values"]:
            fields[value["id"]] = ScaleField(0, spec["top"], label=value["text"], help_text=value["note"], unsure=True)
        for place in range(spec["own"]):
            label = _("Something of your own (%(number)d)") % {"number": place + 1}
            fields[f"own{place}"] = own_line(label)
            fields[f"own{place}-rating"] = ScaleField(0, spec["top"], label=_rating_label(label))
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Keep what is rated, and own lines with words; a number without words says nothing."""
        rated = {
            value["id"]: None if data[value["id"]] == UNSURE else data[value["id"]]
            for value in spec["values"]
            if data.get(value["id"]) is not None
        }
        own = [
            {"text": data[f"own{place}"], "n": data.get(f"own{place}-rating")}
            for place in range(spec["own"])
            if data.get(f"own{place}")
        ]
        return {"rated": rated, "own": own} if rated or own else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {value: UNSURE if n is None else n for value, n in answer["rated"].items()}
        for place, own in enumerate(answer["own"]):
            data[f"own{place}"] = own["text"]
            data[f"own{place}-rating"] = own["n"]
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [
            Row(label, instead if n is None else "", amount=n, top=None if n is None else spec["top"])
            for label, n, instead in _rated(spec, answer)
        ]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        return draw_bars(list(_rated(spec, answer)), spec["top"])

    def template(self, mode: Mode) -> str:
        """Reading back is the same picture with its words for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            fields = context["fields"]
            context["scales"] = [fields[value["id"]] for value in spec["values"]]
            context["own"] = [
                {"text": fields[f"own{place}"], "rating": fields[f"own{place}-rating"]} for place in range(spec["own"])
            ]
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec, aid: Aid) -> Iterator[Issue]:
    if not spec["values"] and not spec["own"]:
        yield Issue(
            "nothing-to-answer",
            context={"message": _("There is nothing to answer here yet. Add something, or delete this exercise.")},
        )
    if any(not value["text"].strip() for value in spec["values"]):
        yield Issue("choice-empty", context={"message": _("One of the lines is empty. Fill it in, or delete it.")})


def _rating_label(thing: str) -> str:
    """The question at an own line; only who listens hears again at which line."""
    return format_html('{}<span class="visually-hidden"> {}</span>', _("How much does this matter to you?"), thing)


def _rated(spec: Spec, answer: Answer) -> Iterator[tuple[str, int | None, str]]:
    """What she said something about, in the editor's order, then her own: (words, number, what stands for none)."""
    for value in spec["values"]:
        if value["id"] in answer["rated"]:
            yield value["text"], answer["rated"][value["id"]], _("I don't know")
    for own in answer["own"]:
        yield own["text"], own["n"], _("No answer")
