"""A guided talk: an editor wrote what is said, she chooses what to say, and it ends at a page or a helpline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.dialogue.blocks import DialogueBlock
from decision_aids.exercises.dialogue.script import MOST_TURNS, Part, find_script_issues, walk
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.registry import register
from decision_aids.exercises.safety.exercises import find_helplines

BACK, AGAIN = "back", "again"


@register
class Dialogue(Exercise):
    """Choose what to say, bubble by bubble; the talk was written beforehand.

    answer  {"path": [choice ids in the order in which she made them]}
    Each choice is a button that keeps the step. The operands are the ends of the talk.
    """

    name = "vrijuit.dialogue"
    block = DialogueBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(find_script_issues(spec))

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [Operand(part["id"], Truncator(part["text"]).chars(80)) for part in spec["parts"] if not part["choices"]]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        here = walk(spec, answer["path"])[1]
        return [] if here["choices"] else [here["id"]]

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [(choice["id"], choice["text"]) for part in spec["parts"] for choice in part["choices"]]
        return {
            "say": ChoiceField(choices, label=_("What do you say?")),
            "turn": ChoiceField([(BACK, _("Go back one choice")), (AGAIN, _("Begin again"))], label=_("Go back")),
        }

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Add a choice, or take the last one back. A choice that is not offered now adds nothing: a double click."""
        turns, here = walk(spec, before["path"] if before else ())
        path = [turn.choice for turn in turns]
        if data.get("turn") == AGAIN:
            path = []
        elif data.get("turn") == BACK:
            path = path[:-1]
        elif data.get("say") in {choice["id"] for choice in here["choices"]} and len(path) < MOST_TURNS:
            path.append(data["say"])
        return {"path": path} if path else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        """Nothing: the choices that were made stand above the form."""
        return {}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        turns, here = walk(spec, answer["path"])
        rows = [Row(_last_words(turn.part), turn.words) for turn in turns]
        return [*rows, Row(_("The talk came to"), here["text"])]

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            turns, here = walk(spec, answer["path"] if answer is not None else ())
            context["turns"] = [{"bubbles": _bubbles(turn.part), "words": turn.words} for turn in turns]
            context["here"] = {"bubbles": _bubbles(here), "choices": here["choices"]}
            if not here["choices"]:
                context["here"] |= {"pages": _find_pages(here), "helplines": find_helplines(here)}
        return super().render(mode, spec, answer, **context)


def _bubbles(part: Part) -> list[str]:
    return [bubble.strip() for bubble in part["text"].replace("\r\n", "\n").split("\n\n") if bubble.strip()]


def _last_words(part: Part) -> str:
    bubbles = _bubbles(part)
    return bubbles[-1] if bubbles else ""


def _find_pages(part: Part) -> list[dict[str, Json]]:
    """The pages as they are today, in the editor's order; one that is not published any more is left out."""
    wanted = [one["value"] for one in part["pages"] if one["value"]]
    found = Page.objects.live().public().in_bulk(wanted) if wanted else {}
    return [{"title": found[key].title, "href": found[key].url} for key in wanted if key in found]
