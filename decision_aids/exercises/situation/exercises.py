"""Where somebody stands today: her age, how many weeks, and what is still open with real dates."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from decision_aids.exercises.base import Answer, Exercise, Json, Operand, Row, Spec
from decision_aids.exercises.registry import register
from decision_aids.exercises.situation.blocks import SituationBlock
from decision_aids.exercises.situation.fields import NumberField, PastDayField
from decision_aids.exercises.situation.weeks import LONGEST, WEEK, find_day0, span_between
from decision_aids.exercises.situation.words import describe_window, say_day, say_how_far


@register
class Situation(Exercise):
    """Fill in age and weeks; see at once what is still possible. Kept only when she ticks it.

    answer  {"held": [operand, ...], "kept": {"age": int or None, "day0": ISO day or None, "unknown": bool}},
            "kept" only when she asked for it: otherwise no more than what the way onward needs
    """

    name = "vrijuit.situation"
    block = SituationBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        if spec["ask_age"]:
            fields["age"] = NumberField(
                10,
                99,
                label=_("How old are you?"),
                wrong=_("Fill in your age in years, between 10 and 99. Or leave it empty."),
            )
        if spec["ask_weeks"]:
            fields["day0"] = PastDayField(label=_("First day of your last period"))
            fields["weeks"] = NumberField(
                0, LONGEST, label=_("Weeks"), wrong=_("Fill in a number of weeks between 0 and 42. Or leave it empty.")
            )
            fields["days"] = NumberField(
                0,
                WEEK - 1,
                label=_("and days"),
                wrong=_("Fill in a number of days between 0 and 6. Or leave it empty."),
            )
            fields["unknown"] = forms.BooleanField(required=False, label=_("I don't know"))
        fields["keep"] = forms.BooleanField(
            required=False,
            label=_("Remember this in my space"),
            help_text=_("Without this, your age and your date are not kept."),
        )
        for name in ("unknown", "keep"):
            if name in fields:
                fields[name].widget.attrs["autocomplete"] = "off"
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Work out the operands; keep what she filled in only when she asked for it.

        Nothing filled in leaves an earlier check as it was: the form of a check that was not kept
        comes back empty, and pressing Continue there must not change her way.
        """
        if data.get("weeks") is None and data.get("days"):
            raise ValidationError({"weeks": _("Fill in the weeks too.")})
        if data.get("day0") and data.get("weeks") is not None:
            counted = find_day0(data["weeks"], data.get("days") or 0, timezone.localdate())
            if abs((counted - data["day0"]).days) > WEEK:
                raise ValidationError(
                    {"weeks": _("The date and the weeks do not say the same. Leave out the one you are less sure of.")}
                )
        given = self._given(data)
        if given == {"age": None, "day0": None, "unknown": False}:
            return before if before is not None and "kept" not in before else None
        answer: dict[str, Json] = {"held": self._holds(spec, given)}
        if data.get("keep"):
            answer["kept"] = given
        return answer

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        if "kept" not in answer:
            return {}
        kept = answer["kept"]
        day0 = datetime.date.fromisoformat(kept["day0"]) if kept["day0"] else None
        return {"age": kept["age"], "day0": day0, "unknown": kept["unknown"], "keep": True}

    def operands(self, spec: Spec) -> Sequence[Operand]:
        offered = []
        if spec["ask_age"]:
            offered += [Operand("minor", _("Younger than an adult")), Operand("adult", _("Adult"))]
        if spec["ask_weeks"]:
            offered += [
                Operand("weeks-known", _("Knows how many weeks")),
                Operand("weeks-unknown", _("Does not know how many weeks")),
            ]
            for window in spec["windows"]:
                title = {"title": window["title"]}
                offered.append(Operand(f"open:{window['id']}", _("Still possible: %(title)s") % title))
                offered.append(Operand(f"closed:{window['id']}", _("Not possible any more: %(title)s") % title))
        return offered

    def held(self, spec: Spec, answer: Answer) -> Collection[str]:
        """What she kept is worked out again: what was open last week may be closed today."""
        held = self._holds(spec, answer["kept"]) if "kept" in answer else answer["held"]
        offered = {operand.id for operand in self.operands(spec)}
        return [operand for operand in held if operand in offered]

    def reply(self, spec: Spec, data: Mapping[str, Any]) -> dict[str, Json] | None:
        given = self._given(data)
        if given["day0"]:
            return {"far": say_how_far(given["day0"]), "unknown": "", "windows": self._windows(spec, given)}
        if given["unknown"]:
            return {
                "far": "",
                "unknown": spec["unknown_text"] or _("That is all right. A doctor or a midwife can find out with you."),
                "windows": [],
            }
        return None

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        if "kept" not in answer:
            return [Row("", _("You did this check. What you filled in was not kept."))]
        kept = answer["kept"]
        rows = []
        if kept["age"] is not None:
            rows.append(Row(_("Your age"), str(kept["age"])))
        if kept["day0"]:
            rows.append(Row(_("First day of your last period"), say_day(datetime.date.fromisoformat(kept["day0"]))))
            if span_between(datetime.date.fromisoformat(kept["day0"]), timezone.localdate()).weeks <= LONGEST:
                rows.append(Row(_("Today"), say_how_far(kept["day0"])))
            rows += [Row(window["title"], window["state"]) for window in self._windows(spec, kept)]
        elif kept["unknown"]:
            rows.append(Row(_("How many weeks"), _("I don't know")))
        return rows

    def _given(self, data: Mapping[str, Any]) -> dict[str, Json]:
        """What was filled in, in one form: a date counts before weeks, and both before "I don't know"."""
        day0 = data.get("day0")
        if day0 is None and data.get("weeks") is not None:
            day0 = find_day0(data["weeks"], data.get("days") or 0, timezone.localdate())
        return {
            "age": data.get("age"),
            "day0": day0.isoformat() if day0 else None,
            "unknown": bool(data.get("unknown")) and day0 is None,
        }

    def _holds(self, spec: Spec, given: Mapping[str, Json]) -> list[str]:
        held = []
        if given["age"] is not None:
            held.append("minor" if given["age"] < spec["adult_age"] else "adult")
        if given["day0"]:
            held.append("weeks-known")
        elif given["unknown"]:
            held.append("weeks-unknown")
        for window in self._windows(spec, given):
            held.append(f"{'open' if window['open'] else 'closed'}:{window['id']}")
        return held

    def _windows(self, spec: Spec, given: Mapping[str, Json]) -> list[dict[str, Json]]:
        """Each thing that is possible or was, in the editor's order; without a day only what has no limit."""
        today = timezone.localdate()
        windows = []
        for window in spec["windows"] if spec["ask_weeks"] else ():
            about = {"id": window["id"], "title": window["title"]}
            if window["until_weeks"] is None:
                windows.append({**about, "open": True, "state": _("Possible"), "text": window["open_text"], "ask": ""})
            elif given["day0"]:
                day0 = datetime.date.fromisoformat(given["day0"])
                windows.append({**about, **describe_window(window, day0, today)})
        return windows
