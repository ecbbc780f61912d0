"""A calm rhythm to breathe along with: drawn by the style sheet, said in words, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.registry import register


class Rhythm(NamedTuple):
    """Seconds of each part of one breath. The style sheet has an animation for each rhythm."""

    inward: int
    hold: int
    outward: int
    rest: int


RHYTHMS = {
    "calm": Rhythm(4, 0, 6, 0),
    "even": Rhythm(5, 0, 5, 0),
    "square": Rhythm(4, 4, 4, 4),
}


class BreathingBlock(ExerciseBlock):
    rhythm = blocks.ChoiceBlock(
        choices=[
            ("calm", gettext_lazy("Calm: 4 in, 6 out")),
            ("even", gettext_lazy("Even: 5 in, 5 out")),
            ("square", gettext_lazy("Square: 4 in, 4 hold, 4 out, 4 rest")),
        ],
        default="calm",
        label=gettext_lazy("Rhythm"),
    )
    times = blocks.IntegerBlock(default=6, min_value=2, max_value=30, label=gettext_lazy("How many breaths"))

    class Meta:
        icon = "history"
        label = gettext_lazy("Breathing")
        description = gettext_lazy("A calm rhythm to breathe along with, drawn and in words. Nothing is kept.")
        preview_value = {
            "label": gettext_lazy("Breathe along"),
            "help": gettext_lazy("Stop when it does not feel good."),
            "rhythm": "calm",
            "times": 6,
        }


@register
class Breathing(Exercise):
    """Breathe along with a calm rhythm. There is nothing to fill in and nothing is kept."""

    name = "vrijuit.breathing"
    block = BreathingBlock
    stores = False

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {}

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> None:
        """Nothing is ever an answer here."""

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return []

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["parts"] = list(_say_rhythm(RHYTHMS[spec["rhythm"]]))
            context["times"] = ngettext("Do this %(times)d time.", "Do this %(times)d times.", spec["times"]) % {
                "times": spec["times"]
            }
        return super().render(mode, spec, answer, **context)


def _say_rhythm(rhythm: Rhythm) -> Iterator[dict[str, Any]]:
    """The parts of one breath in words: [{"words", "counts": [1, 2, ...]}]."""
    words = (_("Breathe in"), _("Hold your breath"), _("Breathe out"), _("Wait"))
    for said, seconds in zip(words, rhythm, strict=True):
        if seconds:
            yield {"words": said, "counts": " ".join(str(n) for n in range(1, seconds + 1))}
