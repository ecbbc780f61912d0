"""Sorting cards into piles, with cards of her own, and then the few that come first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Mode, Operand, Row, Spec
from decision_aids.exercises.blocks import MOST_ITEMS, ExerciseBlock
from decision_aids.exercises.fields import ATTRS, NOT_OFFERED, ChoiceField, own_line
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import OWN, ThingBlock, find_gaps, own_label, own_lines_block

PILES = (gettext_lazy("Very important"), gettext_lazy("A bit important"), gettext_lazy("Not important"))


class SortBlock(ExerciseBlock):
    """What an editor makes of it: cards, piles, how many come first."""

    cards = blocks.ListBlock(
        ThingBlock(),
        default=[],
        max_num=MOST_ITEMS,
        label=gettext_lazy("Cards"),
        help_text=gettext_lazy("Ten to twenty. Name nothing that only fits one option."),
    )
    piles = blocks.ListBlock(
        blocks.CharBlock(default="", max_length=60, label=gettext_lazy("Pile")),
        default=[],
        max_num=4,
        label=gettext_lazy("Piles"),
        help_text=gettext_lazy("Two to four. The first is the one that matters most."),
    )
    own = own_lines_block()
    top = blocks.IntegerBlock(
        default=3,
        min_value=0,
        max_value=5,
        label=gettext_lazy("How many come first"),
        help_text=gettext_lazy("How many cards of the first pile a visitor picks at the end. 0 leaves this out."),
    )

    class Meta:
        icon = "copy"
        label = gettext_lazy("Sorting cards")
        description = gettext_lazy("A visitor sorts cards into piles, then picks the few that come first.")
        preview_value = {
            "label": gettext_lazy("How important is this to you?"),
            "help": "",
            "cards": [
                {"text": gettext_lazy("Freedom"), "note": ""},
                {"text": gettext_lazy("Honesty"), "note": gettext_lazy("Saying what you think.")},
            ],
            "piles": list(PILES),
            "own": 1,
            "top": 2,
        }
        default = {"piles": list(PILES)}


@register
class Sort(Exercise):
    """Sort cards into piles, then say which come first.

    answer  {"piles": {card id: pile id}, "own": [{"text", "pile": pile id or ""}], "top": [card id or "own0", ...]}
            "own0" is the first of her own
    """

    name = "vrijuit.sort"
    block = SortBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(_find_issues(spec))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        piles = [(pile["id"], pile["value"]) for pile in spec["piles"]]
        fields: dict[str, forms.Field] = {
            card["id"]: ChoiceField(piles, label=card["text"], help_text=card["note"]) for card in spec["cards"]
        }
        for place in range(spec["own"]):
            label = own_label(place)
            fields[f"{OWN}{place}"] = own_line(label)
            fields[f"{OWN}{place}-pile"] = ChoiceField(
                piles, label=format_html('{}<span class="visually-hidden"> {}</span>', _("Which pile?"), label)
            )
        for place in range(spec["top"]):
            fields[f"top{place}"] = _TopField(spec, label=_("Number %(number)d") % {"number": place + 1})
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """A card that comes first and lies on no pile goes to the first; one that is named twice counts once."""
        piles = {card["id"]: data[card["id"]] for card in spec["cards"] if data.get(card["id"])}
        places = [place for place in range(spec["own"]) if data.get(f"{OWN}{place}")]
        own = [{"text": data[f"{OWN}{place}"], "pile": data.get(f"{OWN}{place}-pile") or ""} for place in places]
        moved = {f"{OWN}{place}": f"{OWN}{new}" for new, place in enumerate(places)}
        top: list[str] = []
        wrong: dict[str, str] = {}
        for place in range(spec["top"]):
            card = data.get(f"top{place}") or ""
            card = moved.get(card, "") if card.startswith(OWN) else card
            if not card or card in top:
                continue
            pile = _pile_of(card, piles, own)
            if pile in ("", spec["piles"][0]["id"]):
                top.append(card)
                _put_first(card, piles, own, spec["piles"][0]["id"])
            else:
                wrong[f"top{place}"] = _("“%(card)s” is not on the pile “%(pile)s”. Put it there, or pick another.") % {
                    "card": _card_names(spec, own)[card],
                    "pile": spec["piles"][0]["value"],
                }
        if wrong:
            raise ValidationError(wrong)
        return {"piles": piles, "own": own, "top": top} if piles or own else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = dict(answer["piles"])
        for place, card in enumerate(answer["own"]):
            data[f"{OWN}{place}"] = card["text"]
            data[f"{OWN}{place}-pile"] = card["pile"]
        return data | {f"top{place}": card for place, card in enumerate(answer["top"])}

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [
            Operand(f"{card['id']}:{pile['id']}", f"{card['text']}: {pile['value']}")
            for card in spec["cards"]
            for pile in spec["piles"]
        ]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [f"{card}:{pile}" for card, pile in answer["piles"].items()]

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return list(_read_back(spec, answer))

    def template(self, mode: Mode) -> str:
        """Reading back is the same piles for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            fields = context["fields"]
            context["cards"] = [fields[card["id"]] for card in spec["cards"]]
            context["own"] = [
                {"text": fields[f"{OWN}{place}"], "pile": fields[f"{OWN}{place}-pile"]} for place in range(spec["own"])
            ]
            context["top"] = [_name_own(fields, fields[f"top{place}"]) for place in range(spec["top"])]
        return super().render(mode, spec, answer, **context)


class _TopField(forms.ChoiceField):
    """A card that comes first, from a list; which card is on the first pile is not known before it is sent."""

    def __init__(self, spec: Spec, *, label: str) -> None:
        cards = [(card["id"], card["text"]) for card in spec["cards"]]
        own = [(f"{OWN}{place}", own_label(place)) for place in range(spec["own"])]
        super().__init__(
            choices=[("", _("No card")), *cards, *own],
            required=False,
            label=label,
            widget=forms.Select(attrs={"autocomplete": ATTRS["autocomplete"]}),
            error_messages={"invalid_choice": NOT_OFFERED},
        )


def _name_own(fields: Mapping[str, forms.BoundField], top: forms.BoundField) -> forms.BoundField:
    """Call her own cards by her own words in a list to pick from, once there are words."""
    top.field.choices = [
        (value, (fields[value].value() or label) if value.startswith(OWN) and value in fields else label)
        for value, label in top.field.choices
    ]
    return top


def _find_issues(spec: Spec) -> Iterator[Issue]:
    texts = [card["text"] for card in spec["cards"]] + [pile["value"] for pile in spec["piles"]]
    yield from find_gaps(texts, answerable=bool(spec["cards"] or spec["own"]))
    if len(spec["piles"]) < 2:
        yield Issue("piles-missing", context={"message": _("Give two piles or more.")})


def _pile_of(card: str, piles: Mapping[str, str], own: Sequence[Mapping[str, str]]) -> str:
    return own[int(card.removeprefix(OWN))]["pile"] if card.startswith(OWN) else piles.get(card, "")


def _put_first(card: str, piles: dict[str, str], own: list[dict[str, str]], first: str) -> None:
    if card.startswith(OWN):
        own[int(card.removeprefix(OWN))]["pile"] = first
    else:
        piles[card] = first


def _card_names(spec: Spec, own: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The words on each card, hers after the editor's."""
    names = {card["id"]: card["text"] for card in spec["cards"]}
    return names | {f"{OWN}{place}": card["text"] for place, card in enumerate(own)}


def _read_back(spec: Spec, answer: Answer) -> Iterator[Row]:
    """What comes first, then every pile with cards, in the editor's order."""
    names = _card_names(spec, answer["own"])
    first = [names[card] for card in answer["top"] if card in names]
    if first:
        yield Row(_("What comes first"), rows=[Row("", text) for text in first])
    for pile in [*spec["piles"], {"id": "", "value": _("On no pile yet")}]:
        cards = [card["text"] for card in spec["cards"] if answer["piles"].get(card["id"]) == pile["id"]]
        cards += [card["text"] for card in answer["own"] if card["pile"] == pile["id"]]
        if cards:
            yield Row(pile["value"], rows=[Row("", text) for text in cards])
