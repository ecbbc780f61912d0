"""The Decision Regret Scale: five published statements about a decision that was made, from 0 to 100."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.published import OTTAWA, Source, SourceBlock, needs_explaining
from decision_aids.exercises.registry import register

SOURCE = Source(
    name="Decision Regret Scale © O'Connor, 1996",
    citation=(
        "Brehaut JC, O'Connor AM, Wood TJ, Hack TF, Siminoff L, Gordon E, Feldman-Stewart D. Validation of a "
        "decision regret scale. Medical Decision Making 2003;23(4):281-292."
    ),
    licence=OTTAWA,
)
STATEMENTS = {
    "right": "It was the right decision",
    "regret": "I regret the choice that was made",
    "again": "I would go for the same choice if I had to do it over again",
    "harm": "The choice did me a lot of harm",
    "wise": "The decision was a wise one",
}
EXPLAINED = {
    "right": gettext_lazy("In other words: I decided well."),
    "regret": gettext_lazy("In other words: I am sorry about what was chosen."),
    "again": gettext_lazy("In other words: I would choose the same once more."),
    "harm": gettext_lazy("In other words: the choice was very bad for me."),
    "wise": gettext_lazy("In other words: it was sensible to decide like this."),
}
LEVELS = {
    "1": "Strongly Agree",
    "2": "Agree",
    "3": "Neither Agree Nor Disagree",
    "4": "Disagree",
    "5": "Strongly Disagree",
}
IN_HER_WORDS = {
    "1": gettext_lazy("I agree very much"),
    "2": gettext_lazy("I agree"),
    "3": gettext_lazy("In between"),
    "4": gettext_lazy("I don't agree"),
    "5": gettext_lazy("I don't agree at all"),
}
TURNED = frozenset({"regret", "harm"})  # statements where agreeing means regret
WHOLE = 100


class RegretBlock(ExerciseBlock):
    """The statements are fixed; an editor gives the title."""

    source = SourceBlock(SOURCE, label=gettext_lazy("Source and terms"))

    class Meta:
        icon = "form"
        label = gettext_lazy("Decision Regret Scale")
        description = gettext_lazy("Five published statements about a choice that was made. Free when not for profit.")
        preview_value = {"label": gettext_lazy("How do you look back on your choice?"), "help": ""}


@register
class Regret(Exercise):
    """Say how far you agree with the five statements of the Decision Regret Scale.

    answer  {"right": "1" to "5", "regret": …, "again": …, "harm": …, "wise": …}, only what she answered
    Scored as published: two statements turned round, less one, times 25, the mean of five; no score while one is open.
    """

    name = "vrijuit.regret"
    block = RegretBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {key: ChoiceField(_choices(), label=words) for key, words in STATEMENTS.items()}

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        return {key: data[key] for key in STATEMENTS if data.get(key)} or None

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        said = self.clean(spec, data, None)
        points = score(said) if said is not None else None
        return None if points is None else explain(points)

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        rows = [Row(STATEMENTS[key], LEVELS[said]) for key, said in answer.items()]
        points = score(answer)
        if points is not None:
            result = explain(points)
            rows.append(Row(result["score"], result["meaning"]))
        return rows

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        context["source"] = SOURCE
        if mode == "input":
            explained = EXPLAINED if needs_explaining() else {}
            context["explained"] = bool(explained)
            context["statements"] = [
                {"field": context["fields"][key], "explained": explained.get(key, "")} for key in STATEMENTS
            ]
            context["levels"] = list(IN_HER_WORDS.values()) if explained else []
        elif answer is not None:
            rows = self.rows(spec, answer)
            context["items"], context["result"] = rows[: len(answer)], rows[len(answer) :]
        return super().render(mode, spec, answer, **context)


def score(answer: Mapping[str, str]) -> int | None:
    """From 0, no regret, to 100; None while a statement is open."""
    if len(answer) < len(STATEMENTS):
        return None
    points = [6 - int(said) if key in TURNED else int(said) for key, said in answer.items()]
    return round((sum(points) / len(points) - 1) * WHOLE / (len(LEVELS) - 1))


def explain(points: int) -> dict[str, Json]:
    """A score in words, without a verdict: {"score": str, "meaning": str}."""
    return {
        "score": _("%(points)d out of %(all)d") % {"points": points, "all": WHOLE},
        "meaning": _(
            "0 stands for no regret, 100 for a lot. Regret comes and goes. It does not show that a choice was wrong. "
            "Does it weigh on you? Then you can talk about it with somebody."
        ),
    }


def _choices() -> list[tuple[str, str]]:
    return list(LEVELS.items())
