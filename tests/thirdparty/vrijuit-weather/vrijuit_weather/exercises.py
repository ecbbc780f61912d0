"""What is the weather like inside you today? One word, and a line if you like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, LineField
from decision_aids.exercises.registry import register


class WeatherBlock(ExerciseBlock):
    kinds = blocks.ListBlock(
        blocks.CharBlock(max_length=60, default="", label=_("Weather")),
        min_num=2,
        max_num=12,
        label=_("Kinds of weather"),
        help_text=_("Two to twelve words, such as: sunny, foggy, stormy."),
    )

    class Meta:
        icon = "cog"
        label = _("Weather inside")
        description = _("Choose the weather that is like how you feel today.")
        preview_value = {
            "label": _("What is the weather like inside you?"),
            "help": "",
            "kinds": [_("Sunny"), _("Foggy"), _("Stormy")],
        }


@register
class Weather(Exercise):
    """Choose the weather that is like how you feel.

    answer  {"weather": id of one of the kinds or "", "line": str}
    """

    name = "weather.inside"
    version = 2  # version 1 kept the word itself as the whole answer
    block = WeatherBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [(item["id"], item["value"]) for item in spec["kinds"]]
        return {
            "weather": ChoiceField(choices, label=gettext("Today it is")),
            "line": LineField(label=gettext("Do you want to say more?")),
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = {"weather": data.get("weather") or "", "line": data.get("line") or ""}
        return answer if any(answer.values()) else None

    def operands(self, spec: Spec) -> list[Operand]:
        return [Operand(item["id"], item["value"]) for item in spec["kinds"]]

    def held(self, spec: Spec, answer: Answer) -> list[str]:
        return [answer["weather"]] if answer["weather"] else []

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        words = {item["id"]: item["value"] for item in spec["kinds"]}
        rows = []
        if answer["weather"] in words:
            rows.append(Row(gettext("Today it is"), words[answer["weather"]]))
        if answer["line"]:
            rows.append(Row(gettext("More"), answer["line"]))
        return rows

    def upgrade(self, answer: Answer, version: int) -> Answer:
        return {"weather": answer, "line": ""} if version == 1 else answer
