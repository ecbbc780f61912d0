"""Which feelings there are, and how strong: words to tick, and room for words of one's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ChoicesField, LineField, ScaleField, TextField
from decision_aids.exercises.registry import register

STRENGTHS: dict[int, str | Promise] = {1: _("A little"), 2: _("Quite strong"), 3: _("Very strong")}


class FeelingsBlock(ExerciseBlock):
    feelings = blocks.ListBlock(
        blocks.CharBlock(max_length=60, default="", label=_("Feeling")),
        min_num=2,
        max_num=40,
        label=_("Feelings"),
        help_text=_("One word each. Give pleasant and unpleasant feelings the same room."),
    )
    strength = blocks.BooleanBlock(required=False, default=True, label=_("Ask how strong each feeling is"))
    own = blocks.IntegerBlock(
        min_value=0, max_value=10, default=3, label=_("Own words"), help_text=_("How many feelings a visitor can add.")
    )
    note = blocks.BooleanBlock(required=False, default=True, label=_("Give room to say more"))

    class Meta:
        icon = "tag"
        label = _("Feelings")
        description = _("Words for feelings to choose from, with room for own words.")
        preview_value = {
            "label": _("What do you feel?"),
            "help": _("Choose as many as you like."),
            "feelings": [_("Calm"), _("Afraid"), _("Glad"), _("Sad"), _("Angry"), _("Relieved")],
            "strength": True,
            "own": 1,
            "note": False,
        }


@register
class Feelings(Exercise):
    """Choose the feelings that you have, and say how strong they are.

    answer  {"felt": [{"id", "strength": 1 to 3 or None}], "own": [{"text", "strength"}], "note": str}
    """

    name = "vrijuit.feelings"
    block = FeelingsBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [(item["id"], item["value"]) for item in spec["feelings"]]
        fields: dict[str, forms.Field] = {"felt": ChoicesField(choices, label=spec["label"], help_text=spec["help"])}
        for item in spec["feelings"] if spec["strength"] else ():
            label = gettext("How strong is this? %(feeling)s") % {"feeling": item["value"]}
            fields[f"strength-{item['id']}"] = _strength_field(label)
        for number in range(spec["own"]):
            fields[f"own-{number}-text"] = LineField(label=gettext("Another feeling"))
            # An empty placeholder lets the style sheet tell an empty field from one with a word in it.
            fields[f"own-{number}-text"].widget.attrs = {
                **fields[f"own-{number}-text"].widget.attrs,
                "placeholder": " ",
            }
            if spec["strength"]:
                fields[f"own-{number}-strength"] = _strength_field(gettext("How strong is this?"))
        if spec["note"]:
            fields["note"] = TextField(label=gettext("Do you want to say more?"), rows=4)
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """A strength counts only beside a feeling: a box that was unticked again takes it along."""
        felt = [
            {"id": item["id"], "strength": data.get(f"strength-{item['id']}")}
            for item in spec["feelings"]
            if item["id"] in (data.get("felt") or ())
        ]
        own = [
            {"text": data[f"own-{number}-text"], "strength": data.get(f"own-{number}-strength")}
            for number in range(spec["own"])
            if data.get(f"own-{number}-text")
        ]
        note = data.get("note") or ""
        return {"felt": felt, "own": own, "note": note} if felt or own or note else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        given: dict[str, Any] = {"felt": [item["id"] for item in answer["felt"]], "note": answer["note"]}
        for item in answer["felt"]:
            given[f"strength-{item['id']}"] = item["strength"]
        for number, item in enumerate(answer["own"]):
            given[f"own-{number}-text"] = item["text"]
            given[f"own-{number}-strength"] = item["strength"]
        return given

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [Operand(item["id"], item["value"]) for item in spec["feelings"]]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [item["id"] for item in answer["felt"]]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        names = {item["id"]: item["value"] for item in spec["feelings"]}
        rows = [Row(names[item["id"]], _in_words(item)) for item in answer["felt"] if item["id"] in names]
        rows += [Row(item["text"], _in_words(item)) for item in answer["own"]]
        return [*rows, Row(gettext("In your words"), answer["note"])] if answer["note"] else rows

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        """The form stands in pairs: each feeling with how strong it is."""
        if mode == "input":
            context.update(pair_fields(spec, context["fields"]))
        return super().render(mode, spec, answer, **context)


def pair_fields(spec: Spec, fields: Mapping[str, Any]) -> dict[str, Json]:
    """What the form shows: {"feelings": [(choice, its strength or None)], "own": [(text, strength or None)]}."""
    return {
        "feelings": [
            (choice, fields.get(f"strength-{item['id']}"))
            for choice, item in zip(fields["felt"].subwidgets, spec["feelings"], strict=True)
        ],
        "own": [(fields[f"own-{number}-text"], fields.get(f"own-{number}-strength")) for number in range(spec["own"])],
    }


def _strength_field(label: str) -> ScaleField:
    return ScaleField(1, 3, label=label, words=STRENGTHS)


def _in_words(item: Mapping[str, Any]) -> str:
    return str(STRENGTHS.get(item["strength"], ""))
