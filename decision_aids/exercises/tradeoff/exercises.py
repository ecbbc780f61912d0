"""Between two statements: where she stands, on a scale with a middle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import UNSURE, ScaleField
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import find_gaps

MOST_PAIRS = 12
WHOLE = 100  # hundredths of the width of a drawing
EDGE = 4  # of them kept free at both ends, so that a dot is never cut


class PairBlock(blocks.StructBlock):
    """Two statements that pull in different directions, both worth something."""

    left = blocks.CharBlock(default="", max_length=200, label=gettext_lazy("One side"))
    right = blocks.CharBlock(default="", max_length=200, label=gettext_lazy("Other side"))

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Pair")
        label_format = "{left} / {right}"


class TradeoffBlock(ExerciseBlock):
    """What an editor makes of it: the pairs, and how fine the scale is."""

    pairs = blocks.ListBlock(
        PairBlock(),
        default=[],
        max_num=MOST_PAIRS,
        label=gettext_lazy("Pairs of statements"),
        help_text=gettext_lazy("Both sides sound equally good. Change which option stands on which side."),
    )
    steps = blocks.IntegerBlock(
        default=2,
        min_value=1,
        max_value=3,
        label=gettext_lazy("Steps to each side"),
        help_text=gettext_lazy("How many steps there are from the middle to one side."),
    )

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Between two statements")
        description = gettext_lazy("Two statements with a scale between them. A visitor says where she stands.")
        preview_value = {
            "label": gettext_lazy("Where do you stand?"),
            "help": "",
            "pairs": [{"left": gettext_lazy("I want to know soon"), "right": gettext_lazy("I want to take my time")}],
            "steps": 2,
        }


@register
class Tradeoff(Exercise):
    """Say for each pair of statements where you stand between them.

    answer  {pair id: -n to n, or None for "I don't know"}; below 0 is nearer to the left statement
    """

    name = "vrijuit.tradeoff"
    block = TradeoffBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        texts = [pair[side] for pair in spec["pairs"] for side in ("left", "right")]
        return list(find_gaps(texts, answerable=bool(spec["pairs"])))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        steps = spec["steps"]
        return {
            pair["id"]: ScaleField(
                -steps,
                steps,
                label=_("%(left)s, or: %(right)s") % {"left": pair["left"], "right": pair["right"]},
                words={step: _in_words(pair, step, steps) for step in range(-steps, steps + 1)},
                unsure=True,
            )
            for pair in spec["pairs"]
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = {
            pair["id"]: None if data[pair["id"]] == UNSURE else data[pair["id"]]
            for pair in spec["pairs"]
            if data.get(pair["id"]) is not None
        }
        return answer or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        return {pair: UNSURE if step is None else step for pair, step in answer.items()}

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [
            Operand(f"{pair['id']}:{side}", label)
            for pair in spec["pairs"]
            for side, label in (
                ("left", _("Nearer to: %(statement)s") % {"statement": pair["left"]}),
                ("middle", _in_words(pair, 0, spec["steps"]) + f" ({pair['left']} / {pair['right']})"),
                ("right", _("Nearer to: %(statement)s") % {"statement": pair["right"]}),
            )
        ]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        sides = {-1: "left", 0: "middle", 1: "right"}
        return [f"{pair}:{sides[(step > 0) - (step < 0)]}" for pair, step in answer.items() if step is not None]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [
            Row(
                _("%(left)s, or: %(right)s") % {"left": pair["left"], "right": pair["right"]},
                _in_words(pair, answer[pair["id"]], spec["steps"]),
            )
            for pair in spec["pairs"]
            if pair["id"] in answer
        ]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json]:
        """Each pair with a dot on a line between its two ends, in the editor's order."""
        return {
            "kind": "between",
            "pairs": [
                {
                    "left": pair["left"],
                    "right": pair["right"],
                    "words": _in_words(pair, answer[pair["id"]], spec["steps"]),
                    "x": _across(answer[pair["id"]], spec["steps"]),
                    "marks": [_across(step, spec["steps"]) for step in range(-spec["steps"], spec["steps"] + 1)],
                }
                for pair in spec["pairs"]
                if pair["id"] in answer
            ],
        }

    def template(self, mode: Mode) -> str:
        """Reading back is the same picture with its words for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["pairs"] = [{**pair, "field": context["fields"][pair["id"]]} for pair in spec["pairs"]]
        return super().render(mode, spec, answer, **context)


def _in_words(pair: Mapping[str, str], step: int | None, steps: int) -> str:
    """A place on the scale in words: "A bit nearer to: I want to take my time"."""
    if step is None:
        return _("I don't know")
    if step == 0:
        return _("In the middle")
    statement = {"statement": pair["left"] if step < 0 else pair["right"]}
    if abs(step) == steps:
        return _("Fully: %(statement)s") % statement
    if abs(step) == 1:
        return _("A bit nearer to: %(statement)s") % statement
    return _("Much nearer to: %(statement)s") % statement


def _across(step: int | None, steps: int) -> int | None:
    """How far from the left a step stands: where the reading starts at the right, the left statement stands there."""
    if step is None:
        return None
    place = -step if get_language_bidi() else step
    return round(EDGE + (WHOLE - 2 * EDGE) * (place + steps) / (2 * steps))
