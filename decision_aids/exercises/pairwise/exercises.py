"""Choosing between two, pair by pair, or the most and the least of three; read back as counts, without a winner."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoiceField
from decision_aids.exercises.pairwise.sets import all_pairs, sets_of_three
from decision_aids.exercises.presets import preset_block
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import find_gaps

MOST_IN_PAIRS = 6
MOST_IN_SETS = 9
PAIRS, SETS = "pairs", "sets"
EQUAL = "equal"


class PairwiseBlock(ExerciseBlock):
    """What an editor makes of it: the things, and how they are shown."""

    things = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=120, label=gettext_lazy("In a few words")),
        default=[],
        max_num=MOST_IN_SETS,
        label=gettext_lazy("Things to choose between"),
        help_text=gettext_lazy("Pairs: two to six things. Sets of three: four to nine."),
    )
    way = blocks.ChoiceBlock(
        choices=[
            (PAIRS, gettext_lazy("Two at a time: which one matters more?")),
            (SETS, gettext_lazy("Three at a time: which one matters most, and which one least?")),
        ],
        default=PAIRS,
        label=gettext_lazy("How they are shown"),
    )

    class Meta:
        icon = "resubmit"
        label = gettext_lazy("Choosing between two")
        description = gettext_lazy("A visitor chooses between two things at a time, or the most and least of three.")
        preview_value = {
            "label": gettext_lazy("Which one matters more to you?"),
            "help": "",
            "things": [gettext_lazy("Rest"), gettext_lazy("Certainty"), gettext_lazy("My own plans")],
            "way": PAIRS,
        }


@register
class Pairwise(Exercise):
    """Choose between things, a few at a time.

    answer  pairs: {"a:b": "a", "b" or "equal"}; sets: {"a:b:c": {"most": id or "", "least": id or ""}}. The keys are
            the ids of what stood together, in the order in which it was shown.
    """

    name = "vrijuit.pairwise"
    folder = "pairwise"
    block = PairwiseBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        names = _names(spec)
        fields: dict[str, forms.Field] = {}
        for place, together in enumerate(_together(spec), start=1):
            suffix = "_".join(together)
            choices = [(thing, names[thing]) for thing in together]
            if spec["way"] == PAIRS:
                label = _("Choice %(number)d") % {"number": place}
                fields[suffix] = ChoiceField([*choices, (EQUAL, _("Both the same"))], label=label)
            else:
                number = {"number": place}
                hidden = '{}<span class="visually-hidden"> {}</span>'
                where = _("Set %(number)d") % number
                fields[f"{suffix}-most"] = ChoiceField(choices, label=format_html(hidden, _("Matters most"), where))
                fields[f"{suffix}-least"] = ChoiceField(choices, label=format_html(hidden, _("Matters least"), where))
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        answer: dict[str, Json] = {}
        wrong: dict[str, str] = {}
        for together in _together(spec):
            suffix, key = "_".join(together), ":".join(together)
            if spec["way"] == PAIRS:
                if data.get(suffix):
                    answer[key] = data[suffix]
                continue
            chosen = {end: data.get(f"{suffix}-{end}") or "" for end in ("most", "least")}
            if chosen["most"] and chosen["most"] == chosen["least"]:
                wrong[f"{suffix}-least"] = _("This is the same one. Choose another for the most or for the least.")
            elif any(chosen.values()):
                answer[key] = chosen
        if wrong:
            raise ValidationError(wrong)
        return answer or None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, chosen in answer.items():
            suffix = key.replace(":", "_")
            if isinstance(chosen, str):
                data[suffix] = chosen
            else:
                data |= {f"{suffix}-{end}": thing for end, thing in chosen.items()}
        return data

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        """How often each thing was chosen, in the editor's order: she draws the line herself."""
        return [Row(label, _counted(spec, answer, thing)) for thing, label in _names(spec).items()]

    def text(self, spec: Spec, answer: Answer) -> str:
        """The counts, then each choice: two answers can count the same and still differ."""
        if answer is None:
            return super().text(spec, answer)
        return "\n".join([super().text(spec, answer), *_said(spec, answer)])

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["sets"] = [_lay_out(spec, together, context["fields"]) for together in _together(spec)]
        elif answer is not None:
            context["said"] = list(_said(spec, answer))
        return super().render(mode, spec, answer, **context)


def _find_issues(spec: Spec) -> Iterator[Issue]:
    count = len(spec["things"])
    yield from find_gaps((thing["value"] for thing in spec["things"]), answerable=count > 1)
    if spec["way"] == PAIRS and count > MOST_IN_PAIRS:
        yield Issue(
            "too-many-pairs", context={"message": _("Two at a time goes up to six things. Show three at a time.")}
        )
    if spec["way"] == SETS and 1 < count < 4:
        yield Issue(
            "too-few-for-sets", context={"message": _("Three at a time needs four things. Show two at a time.")}
        )


def _names(spec: Spec) -> dict[str, str]:
    return {thing["id"]: thing["value"] for thing in spec["things"]}


def _together(spec: Spec) -> list[tuple[str, ...]]:
    """What stands together, as ids."""
    things = [thing["id"] for thing in spec["things"]]
    return sets_of_three(things) if spec["way"] == SETS else list(all_pairs(things))


def _counted(spec: Spec, answer: Answer, thing: str) -> str:
    """How often one thing was chosen, in words: "2 times chosen, 1 time the same"."""
    chosen = [value for key, value in answer.items() if thing in key.split(":")]
    if spec["way"] == PAIRS:
        times = sum(value == thing for value in chosen)
        equal = sum(value == EQUAL for value in chosen)
        said = [ngettext("%(count)d time chosen", "%(count)d times chosen", times) % {"count": times}]
        if equal:
            said.append(ngettext("%(count)d time the same", "%(count)d times the same", equal) % {"count": equal})
        return ", ".join(said)
    most = sum(value["most"] == thing for value in chosen)
    least = sum(value["least"] == thing for value in chosen)
    return ", ".join(
        [
            ngettext("%(count)d time most", "%(count)d times most", most) % {"count": most},
            ngettext("%(count)d time least", "%(count)d times least", least) % {"count": least},
        ]
    )


def _said(spec: Spec, answer: Answer) -> Iterator[str]:
    """Each choice in words, in the order in which it was asked."""
    names = _names(spec)
    for key, chosen in answer.items():
        known = [names[thing] for thing in key.split(":") if thing in names]
        if isinstance(chosen, str):
            yield _("%(things)s: %(chosen)s") % {
                "things": " / ".join(known),
                "chosen": names.get(chosen, _("Both the same")),
            }
        else:
            yield _("%(things)s: most %(most)s, least %(least)s") % {
                "things": " / ".join(known),
                "most": names.get(chosen["most"], "?"),
                "least": names.get(chosen["least"], "?"),
            }


def _lay_out(spec: Spec, together: tuple[str, ...], fields: Mapping[str, forms.BoundField]) -> list[forms.BoundField]:
    """The fields of what stands together: one for a pair, two for a set."""
    suffix = "_".join(together)
    return [fields[suffix]] if spec["way"] == PAIRS else [fields[f"{suffix}-most"], fields[f"{suffix}-least"]]


@register
class BestWorst(Pairwise):
    """The most and the least of three, until each thing was weighed."""

    name = "vrijuit.best_worst"
    block = preset_block(
        PairwiseBlock,
        icon="order",
        label=gettext_lazy("Most and least"),
        description=gettext_lazy("Three things at a time: which one matters most, and which one least."),
        value={
            "label": gettext_lazy("What matters most to you, and what least?"),
            "help": "",
            "things": [
                gettext_lazy("Rest"),
                gettext_lazy("Certainty"),
                gettext_lazy("My own plans"),
                gettext_lazy("My health"),
                gettext_lazy("People around me"),
            ],
            "way": SETS,
        },
    )
