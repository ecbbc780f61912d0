"""The SURE test: four published yes-or-no questions, and what may help at each "no"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.published import OTTAWA, Source, SourceBlock, needs_explaining
from decision_aids.exercises.registry import register

SOURCE = Source(
    name="SURE Test © O'Connor and Légaré, 2008",
    citation=(
        "Légaré F, Kearing S, Clay K, Gagnon S, D'Amours D, Rousseau M, O'Connor A. Are you SURE? Assessing patient "
        "decisional conflict with a 4-item screening test. Canadian Family Physician 2010;56(8):e308-e314."
    ),
    licence=OTTAWA,
)
QUESTIONS = {
    "sure": "Do you feel SURE about the best choice for you?",
    "understand": "Do you know the benefits and risks of each option?",
    "risk": "Are you clear about which benefits and risks matter most to you?",
    "encourage": "Do you have enough support and advice to make a choice?",
}
EXPLAINED = {
    "sure": gettext_lazy("In other words: do you feel certain which choice fits you best?"),
    "understand": gettext_lazy("In other words: do you know what is good and what is less good about each option?"),
    "risk": gettext_lazy("In other words: is it clear to you which of these count most for you?"),
    "encourage": gettext_lazy("In other words: do you get enough support and advice to choose?"),
}
MAY_HELP = {
    "sure": gettext_lazy("It may help to take more time, or to write down what still holds you back."),
    "understand": gettext_lazy("It may help to read about each option again, or to ask a question."),
    "risk": gettext_lazy("It may help to put in order what counts for you."),
    "encourage": gettext_lazy("It may help to talk with somebody you trust, or with a helper."),
}
YES, NO = "yes", "no"


class SureBlock(ExerciseBlock):
    """The questions are fixed; an editor gives the title."""

    source = SourceBlock(SOURCE, label=gettext_lazy("Source and terms"))

    class Meta:
        icon = "form"
        label = gettext_lazy("SURE test")
        description = gettext_lazy("Four published questions: is she ready to choose? Free when not for profit.")
        preview_value = {"label": gettext_lazy("Are you ready to choose?"), "help": ""}


@register
class Sure(Exercise):
    """Answer the four questions of the SURE test.

    answer  {"sure": "yes" | "no", "understand": …, "risk": …, "encourage": …}, only what she answered
    Scored as published: yes is 1, no is 0; 3 or less of 4 means that deciding may still be hard. No score
    while a question is open.
    """

    name = "vrijuit.sure"
    block = SureBlock

    def operands(self, spec: Spec) -> Sequence[Operand]:
        each = [Operand(f"{key}:{NO}", f"{words}: {_('No')}") for key, words in QUESTIONS.items()]
        return [Operand("all-yes", _("Yes to all four")), Operand("some-no", _("3 or less of 4")), *each]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        held = [f"{key}:{NO}" for key, said in answer.items() if said == NO]
        points = score(answer)
        if points is not None:
            held.append("all-yes" if points == len(QUESTIONS) else "some-no")
        return held

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [(YES, _("Yes")), (NO, _("No"))]
        return {key: ChoiceField(choices, label=words) for key, words in QUESTIONS.items()}

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        return {key: data[key] for key in QUESTIONS if data.get(key)} or None

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        said = self.clean(spec, data, None)
        return None if said is None or score(said) is None else explain(said)

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        words = {YES: _("Yes"), NO: _("No")}
        rows = [Row(QUESTIONS[key], words[said]) for key, said in answer.items()]
        if score(answer) is not None:
            result = explain(answer)
            rows.append(Row(result["score"], "\n".join([result["meaning"], *result["may_help"]])))
        return rows

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        context["source"] = SOURCE
        if mode == "input":
            explained = EXPLAINED if needs_explaining() else {}
            context["explained"] = bool(explained)
            context["questions"] = [
                {"field": context["fields"][key], "explained": explained.get(key, "")} for key in QUESTIONS
            ]
        elif answer is not None:
            rows = self.rows(spec, answer)
            context["items"], context["result"] = rows[: len(answer)], rows[len(answer) :]
        return super().render(mode, spec, answer, **context)


def score(answer: Mapping[str, str]) -> int | None:
    """The number of times "yes", or None while a question is open."""
    return sum(answer[key] == YES for key in QUESTIONS) if len(answer) == len(QUESTIONS) else None


def explain(answer: Mapping[str, str]) -> dict[str, Json]:
    """A whole test in words, without alarm: {"score": str, "meaning": str, "may_help": [str]}."""
    points = score(answer)
    if points == len(QUESTIONS):
        meaning = _("You answered yes to every question. You may still take your time.")
    else:
        meaning = _("Something may still make it hard to choose. That is quite normal.")
    return {
        "score": _("%(points)d times yes out of %(all)d") % {"points": points, "all": len(QUESTIONS)},
        "meaning": meaning,
        "may_help": [str(MAY_HELP[key]) for key in QUESTIONS if answer[key] == NO],
    }
