"""The decision: where she stands with it now, what she knows, what she still needs, and with whom she wants to talk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField, LineField, TextField
from decision_aids.exercises.registry import register

UNSURE = "unsure"
TEXTS = ("know", "need", "next")


class DecisionBlock(ExerciseBlock):
    """What an editor makes of it: the three short questions."""

    know = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=gettext_lazy("First short text"),
        help_text=gettext_lazy("Leave it empty for: What do I know now?"),
    )
    need = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=gettext_lazy("Second short text"),
        help_text=gettext_lazy("Leave it empty for: What do I still need?"),
    )
    next = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=gettext_lazy("Third short text"),
        help_text=gettext_lazy("Leave it empty for: What is my next step?"),
    )

    class Meta:
        icon = "tick"
        label = gettext_lazy("Decision summary")
        description = gettext_lazy("A visitor writes down where she stands with her decision now.")
        preview_value = {
            "label": gettext_lazy("Where do you stand now?"),
            "help": "",
            "know": gettext_lazy("What do I know now?"),
            "need": gettext_lazy("What do I still need?"),
            "next": gettext_lazy("What is my next step?"),
        }


@register
class Decision(Exercise):
    """Write down where you stand with your decision now."""

    name = "vrijuit.decision"
    block = DecisionBlock

    def compile(self, value: Any, aid: Aid) -> dict[str, Json]:
        options = [{"id": option["id"], "name": option["name"]} for option in aid.options]
        return {**super().compile(value, aid), "options": options}

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec, aid))

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [Operand(stage, label) for stage, label in stages().items()]

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        leanings = [(option["id"], option["name"]) for option in spec["options"]]
        return {
            "stage": ChoiceField(list(stages().items()), label=_("How far are you with your decision?")),
            "leaning": ChoiceField(
                [*leanings, (UNSURE, _("I don't know")), ("", _("I'd rather not say"))],
                label=_("Which option do you lean to now?"),
                help_text=_("You do not have to choose."),
            ),
            **{key: TextField(label=label, rows=4) for key, label in _texts(spec)},
            "who": LineField(label=_("With whom do you want to talk about it?")),
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer = {key: data.get(key) or "" for key in ("stage", "leaning", *TEXTS, "who")}
        return answer if any(answer.values()) else None

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return (answer["stage"],) if answer["stage"] else ()

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        names = {option["id"]: option["name"] for option in spec["options"]} | {UNSURE: _("I don't know")}
        lines = [
            (_("How far I am"), stages().get(answer["stage"], "")),
            (_("What I lean to now"), names.get(answer["leaning"], "")),
            *((label, answer[key]) for key, label in _texts(spec)),
            (_("With whom I want to talk"), answer["who"]),
        ]
        return [Row(label, text) for label, text in lines if text]


def _find_issues(spec: Spec, aid: Aid) -> Iterator[Issue]:
    if not spec["options"]:
        yield Issue(
            "no-options", context={"message": _("This exercise is about the options. Add them to the aid first.")}
        )


def stages() -> dict[str, str]:
    """How far somebody can be, in words."""
    return {
        "new": _("I have not thought about it yet"),
        "thinking": _("I am thinking about it"),
        "close": _("I am close to a decision"),
        "chosen": _("I have decided"),
    }


def _texts(spec: Spec) -> Iterator[tuple[str, str]]:
    """The three short texts with the question above each: the editor's, or ours where she left it empty."""
    ours = {
        "know": _("What do I know now?"),
        "need": _("What do I still need?"),
        "next": _("What is my next step?"),
    }
    for key in TEXTS:
        yield key, spec[key] or ours[key]
