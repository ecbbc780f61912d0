"""A thermometer of tension: a number for today, and a plan of signals and help at green, yellow and red."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from decision_aids.engine.issues import Issue
from decision_aids.exercises.base import Aid, Answer, Exercise, Json, Mode, Operand, Row, Spec
from decision_aids.exercises.days import DaysField, day_of, find_today, keep_days, list_earlier, say_day_of, today
from decision_aids.exercises.fields import UNSURE, ChoicesField, ScaleField, TextField, is_given
from decision_aids.exercises.pictures import draw_line
from decision_aids.exercises.registry import register
from decision_aids.exercises.safety.exercises import find_helplines
from decision_aids.exercises.thermometer.blocks import ZONES, ThermometerBlock

TOP = 10
PARTS = ("signals", "helps")


@register
class Thermometer(Exercise):
    """Say how tense you are now, what you notice at green, yellow and red, and what helps you then.

    answer  {"levels": [{"on": ISO date, "n": 0 to 10}],
             "plan": {zone: {"signals": [ids], "own-signals": str, "helps": [ids], "own-helps": str}}}
    Only zones and parts with something in them are kept. The operands ask for the colour of the latest day.
    """

    name = "vrijuit.thermometer"
    block = ThermometerBlock

    def check(self, spec: Spec, aid: Aid) -> Collection[Issue]:
        if spec["yellow_from"] < spec["red_from"]:
            return ()
        return [Issue("thermometer-order", context={"message": _("Red must begin at a higher number than yellow.")})]

    def operands(self, spec: Spec) -> Sequence[Operand]:
        return [Operand(zone, str(label)) for zone, label in ZONES]

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        return [find_zone(spec, answer["levels"][-1]["n"])] if answer["levels"] else []

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "level": ScaleField(0, TOP, label=_("A number for how tense you are now"), unsure=True)
        }
        for zone, label in ZONES:
            for part in PARTS:
                offered = _offered(spec, zone, part)
                if offered:
                    fields[f"{zone}-{part}"] = ChoicesField(offered.items(), label=_say_part(part))
                own = _("Something else that you notice") if part == "signals" else _("Something else that helps you")
                fields[f"{zone}-own-{part}"] = TextField(
                    label=own if offered else _say_part(part), help_text=label, rows=2
                )
        fields["remove"] = DaysField()
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        n = data.get("level")
        level = {"on": today(), "n": n} if n is not None and n != UNSURE else None
        levels = keep_days((before or {}).get("levels", ()), level, data.get("remove"))
        plan = {}
        for zone, _label in ZONES:
            said = {
                key: data[f"{zone}-{key}"]
                for part in PARTS
                for key in (part, f"own-{part}")
                if data.get(f"{zone}-{key}")
            }
            if said:
                plan[zone] = said
        return {"levels": levels, "plan": plan} if levels or plan else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        """Her plan, and the number of today. On another day there is no number yet."""
        given: dict[str, Any] = {
            f"{zone}-{key}": value for zone, said in answer["plan"].items() for key, value in said.items()
        }
        level = find_today(answer["levels"])
        return given if level is None else {"level": level["n"], **given}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [*_say_levels(spec, answer["levels"]), *_say_plan(spec, answer["plan"])]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json] | None:
        """A line over time, once there is more than one day."""
        levels = answer["levels"]
        if len(levels) < 2:
            return None
        return draw_line([(_("How tense"), [(day_of(level), level["n"]) for level in levels])], TOP)

    def template(self, mode: Mode) -> str:
        """Reading back is the same plan for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        if mode == "input":
            levels = answer["levels"] if answer is not None else []
            context["today"] = timezone.localdate()
            context["earlier"] = list_earlier(levels, _say_levels(spec, levels))
            context["zones"] = _lay_out(spec, context["fields"])
            context["helplines"] = find_helplines(spec) if spec["helplines"] else []
        elif answer is not None:
            context["levels"] = _say_levels(spec, answer["levels"])
            context["plan"] = [
                {"zone": zone, "row": row}
                for zone, row in zip(_zones_with(answer["plan"]), _say_plan(spec, answer["plan"]), strict=True)
            ]
        return super().render(mode, spec, answer, **context)


def find_zone(spec: Spec, n: int) -> str:
    """The colour of a number."""
    if n >= spec["red_from"]:
        return "red"
    return "yellow" if n >= spec["yellow_from"] else "green"


def _offered(spec: Spec, zone: str, part: str) -> dict[str, str]:
    return {one["id"]: one["text"] for one in spec["suggestions"] if one["zone"] == zone and one["about"] == part}


def _say_part(part: str) -> str:
    return _("What I notice") if part == "signals" else _("What helps me")


def _zones_with(plan: Mapping[str, Json]) -> list[str]:
    return [zone for zone, _label in ZONES if zone in plan]


def _say_levels(spec: Spec, levels: Sequence[Mapping[str, Json]]) -> list[Row]:
    names = dict(ZONES)
    return [
        Row(
            say_day_of(level),
            _("%(amount)d of %(top)d. %(colour)s")
            % {"amount": level["n"], "top": TOP, "colour": names[find_zone(spec, level["n"])]},
        )
        for level in levels
    ]


def _say_plan(spec: Spec, plan: Mapping[str, Json]) -> list[Row]:
    names = dict(ZONES)
    return [Row(str(names[zone]), rows=list(_say_zone(spec, zone, plan[zone]))) for zone in _zones_with(plan)]


def _say_zone(spec: Spec, zone: str, said: Mapping[str, Json]) -> Iterator[Row]:
    for part in PARTS:
        offered = _offered(spec, zone, part)
        lines = [offered[one] for one in said.get(part, ()) if one in offered]
        lines.extend(line.strip() for line in said.get(f"own-{part}", "").splitlines() if line.strip())
        if lines:
            yield Row(_say_part(part), "\n".join(lines))


def _lay_out(spec: Spec, fields: Mapping[str, forms.BoundField]) -> list[dict[str, Any]]:
    """One entry a colour for the input template: its name, its numbers and its fields.

    Gives [{"id", "name", "numbers": [data of a radio button], "fields": [BoundField], "open": bool}].
    """
    zones: list[dict[str, Any]] = [
        {
            "id": zone,
            "name": label,
            "numbers": [],
            "fields": [
                fields[name] for part in PARTS for name in (f"{zone}-{part}", f"{zone}-own-{part}") if name in fields
            ],
        }
        for zone, label in ZONES
    ]
    for zone in zones:
        zone["open"] = zone["id"] == ZONES[0][0] or any(is_given(one) or one.errors for one in zone["fields"])
    by_id = {zone["id"]: zone for zone in zones}
    for option in fields["level"].subwidgets:
        value = option.data["value"]
        if value != UNSURE:
            by_id[find_zone(spec, int(value))]["numbers"].append(option)
    return zones
