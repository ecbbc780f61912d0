"""Putting things in order: by number or by buttons, and by dragging where there is JavaScript."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.blocks import ExerciseBlock
from decision_aids.exercises.fields import ATTRS, NOT_OFFERED, own_line
from decision_aids.exercises.registry import register
from decision_aids.exercises.things import OWN, ThingBlock, find_gaps, own_label, own_lines_block

MOST_THINGS = 12
UP, DOWN = "up", "down"


class RankingBlock(ExerciseBlock):
    """What an editor makes of it: the things to put in order, room for own ones."""

    things = blocks.ListBlock(
        ThingBlock(),
        default=[],
        max_num=MOST_THINGS,
        label=gettext_lazy("Things to put in order"),
        help_text=gettext_lazy("Three to seven. The order in which you name them is where a visitor begins."),
    )
    own = own_lines_block(most=3, default=1)

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Putting in order")
        description = gettext_lazy("A visitor puts things in order, from what matters most to what matters least.")
        preview_value = {
            "label": gettext_lazy("What matters most to you?"),
            "help": "",
            "things": [
                {"text": gettext_lazy("Rest"), "note": ""},
                {"text": gettext_lazy("Certainty"), "note": ""},
                {"text": gettext_lazy("My own plans"), "note": ""},
            ],
            "own": 1,
        }


@register
class Ranking(Exercise):
    """Put things in order. What has no number is not in the order, and may stay so.

    answer  {"order": [{"id": thing id or "own", "text"}]}, the first comes first
    """

    name = "vrijuit.ranking"
    block = RankingBlock
    scripts = ("exercises/ranking.js",)

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        return list(find_gaps((thing["text"] for thing in spec["things"]), answerable=bool(spec["things"])))

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        names = _names(spec)
        fields: dict[str, forms.Field] = {}
        for name, label in names.items():
            if name.startswith(OWN):
                fields[name] = own_line(label)
            fields[f"{name}-place"] = _PlaceField(len(names), label=_("Place of: %(thing)s") % {"thing": label})
        fields["move"] = _MoveField(names)
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Ties and gaps mend themselves: what just got its number takes that place, the others make room."""
        order = _order(spec, data, before)
        own = {name: data[name] for name in _names(spec) if name.startswith(OWN) and data.get(name)}
        texts = {thing["id"]: thing["text"] for thing in spec["things"]} | own
        kept = [{"id": OWN if name in own else name, "text": texts[name]} for name in order]
        return {"order": kept} if kept else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for place, (name, thing) in enumerate(_named(answer), start=1):
            data[f"{name}-place"] = place
            if name.startswith(OWN):
                data[name] = thing["text"]
        return data

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        """After a button up or down the same screen comes again, in the new order."""
        if not data.get("move"):
            return None
        order = _order(spec, data, None)
        moved = data["move"].partition("-")[2]
        text = {**_names(spec), **{name: data[name] for name in order if data.get(name)}}[moved]
        place = order.index(moved) + 1 if moved in order else 0
        return {"order": order, "from": _given_places(spec, data), "text": text, "place": place, "all": len(order)}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [Row("", thing["text"]) for thing in answer["order"]]

    def text(self, spec: Spec, answer: Answer) -> str:
        if answer is None:
            return super().text(spec, answer)
        return "\n".join(f"{place}. {thing['text']}" for place, thing in enumerate(answer["order"], start=1))

    def template(self, mode: Mode) -> str:
        """Reading back is the same order for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            context["things"] = _lay_out(spec, context["fields"], context.get("reply"))
        return super().render(mode, spec, answer, **context)


class _PlaceField(forms.TypedChoiceField):
    """A place in the order, or none."""

    def __init__(self, most: int, *, label: str) -> None:
        super().__init__(
            choices=[("", _("No place")), *((str(place), str(place)) for place in range(1, most + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            label=label,
            widget=forms.Select(attrs={"autocomplete": ATTRS["autocomplete"]}),
            error_messages={"invalid_choice": NOT_OFFERED},
        )


class _MoveField(forms.ChoiceField):
    """Which button was pressed: "up-<name>" or "down-<name>". A hidden field stands before the buttons of its name."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            choices=[(f"{way}-{name}", name) for name in names for way in (UP, DOWN)],
            required=False,
            widget=forms.HiddenInput,
            error_messages={"invalid_choice": NOT_OFFERED},
        )


def _names(spec: Spec) -> dict[str, str]:
    """{name of the field: label} of each thing in the editor's order, then of her own lines."""
    things = {thing["id"]: thing["text"] for thing in spec["things"]}
    return things | {f"{OWN}{place}": own_label(place) for place in range(spec["own"])}


def _named(answer: Answer) -> list[tuple[str, Mapping[str, str]]]:
    """(name of its field, thing) in her order; her own are counted from the top."""
    own = 0
    named: list[tuple[str, Mapping[str, str]]] = []
    for thing in answer["order"]:
        name = f"{OWN}{own}" if thing["id"] == OWN else thing["id"]
        own += thing["id"] == OWN
        named.append((name, thing))
    return named


def _given_places(spec: Spec, data: Mapping[str, Any]) -> dict[str, int]:
    """The number that each thing was given; a number at an own line without words says nothing."""
    return {
        name: data[f"{name}-place"]
        for name in _names(spec)
        if data.get(f"{name}-place") and not (name.startswith(OWN) and not data.get(name))
    }


def _order(spec: Spec, data: Mapping[str, Any], before: Answer | None) -> list[str]:
    """The names in her order: by number, a tie going to the one that was just given its number.

    What she wrote herself comes last when it has no number. A button takes all that is shown into the order.
    """
    given = _given_places(spec, data)
    stood = {name: place for place, (name, _thing) in enumerate(_named(before), start=1)} if before else {}
    editors = list(_names(spec))

    def where(name: str) -> tuple[float, int, int]:
        place, was = given[name], stood.get(name)
        nudge = 0.0 if was == place or not before else (0.5 if was is not None and was < place else -0.5)
        return place + nudge, was or len(editors), editors.index(name)

    way, _dash, moved = (data.get("move") or "").partition("-")
    order = sorted(given, key=where)
    order += [name for name in editors if name not in given and (data.get(name) if name.startswith(OWN) else moved)]
    if moved in order:
        here = order.index(moved)
        there = min(max(here + (1 if way == DOWN else -1), 0), len(order) - 1)
        order[here], order[there] = order[there], order[here]
    return order


def _lay_out(
    spec: Spec, fields: Mapping[str, forms.BoundField], reply: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """One entry a thing for the input template, in the order in which they stand now, empty own lines last.

    Gives [{"name", "text", "note", "own": BoundField or None, "place": BoundField, "choices": [(value, label,
    chosen)], "up", "down"}].
    """
    names = _names(spec)
    notes = {thing["id"]: thing["note"] for thing in spec["things"]}
    if reply:
        places = {name: str(place) for place, name in enumerate(reply["order"], start=1)}
    else:
        places = {name: str(fields[f"{name}-place"].value() or "") for name in names}
    empty = [name for name in names if name.startswith(OWN) and not fields[name].value()]
    shown = sorted((name for name in names if name not in empty), key=lambda name: _sortable(places.get(name, "")))
    return [
        {
            "name": name,
            "text": (fields[name].value() if name.startswith(OWN) else "") or names[name],
            "note": notes.get(name, ""),
            "own": fields[name] if name.startswith(OWN) else None,
            "place": fields[f"{name}-place"],
            "choices": _choices(fields[f"{name}-place"], places.get(name, "")),
            "up": name in shown and shown.index(name) > 0,
            "down": name in shown and shown.index(name) < len(shown) - 1,
        }
        for name in [*shown, *empty]
    ]


def _choices(field: forms.BoundField, chosen: str) -> Sequence[tuple[str, str, bool]]:
    return [(value, label, str(value) == chosen) for value, label in field.field.choices]


def _sortable(place: str) -> int:
    return int(place) if place.isascii() and place.isdigit() and len(place) < 4 else 999
