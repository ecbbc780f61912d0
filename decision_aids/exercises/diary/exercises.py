"""A diary: one page a day with a mood, numbers and a note, and a drawing of each number over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from decision_aids.exercises.base import Answer, Exercise, Json, Mode, Row, Spec
from decision_aids.exercises.days import DaysField, day_of, find_today, keep_days, list_earlier, say_day_of, today
from decision_aids.exercises.diary.blocks import DiaryBlock
from decision_aids.exercises.fields import UNSURE, ChoiceField, ScaleField, TextField
from decision_aids.exercises.pictures import amount_in_words, draw_line
from decision_aids.exercises.registry import register


@register
class Diary(Exercise):
    """Keep a page for each day: a mood, numbers and a note.

    answer  {"days": [{"on": ISO date, "at": {scale id: n}, "mood": str, "note": str}]}
    A second page on the same day takes the place of the first, which stands in the form: nothing is lost.
    """

    name = "vrijuit.diary"
    version = 2  # version 1 could ask which option she lived that day, which "Days as if" does
    block = DiaryBlock

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        if spec["mood"]:
            fields["mood"] = ChoiceField([*_moods().items(), ("", _("No answer"))], label=_("How do you feel today?"))
        for scale in spec["scales"]:
            fields[scale["id"]] = ScaleField(0, spec["top"], label=scale["title"], unsure=True)
        fields["note"] = TextField(label=spec["note"] or _("What do you want to remember of today?"))
        fields["remove"] = DaysField()
        return fields

    def clean(self, spec: Spec, data: Mapping[str, Any], before: Answer | None) -> Answer | None:
        """Put today's page beside those of other days. An empty form takes today's page away."""
        at = {
            scale["id"]: data[scale["id"]]
            for scale in spec["scales"]
            if data.get(scale["id"]) is not None and data[scale["id"]] != UNSURE
        }
        said = {key: data.get(key) or "" for key in ("mood", "note")}
        page = {"on": today(), "at": at, **said} if at or any(said.values()) else None
        days = keep_days((before or {}).get("days", ()), page, data.get("remove"))
        return {"days": days} if days else None

    def initial(self, spec: Spec, answer: Answer) -> dict[str, Any]:
        """Today's page. On another day the form is empty."""
        page = find_today(answer["days"])
        if page is None:
            return {}
        return {**page["at"], **{key: page[key] for key in ("mood", "note")}}

    def rows(self, spec: Spec, answer: Answer) -> list[Row]:
        return [Row(say_day_of(page), rows=list(_read_back(spec, page))) for page in answer["days"]]

    def picture(self, spec: Spec, answer: Answer) -> dict[str, Json] | None:
        """A line for each scale, once there is more than one day."""
        days = answer["days"]
        if len(days) < 2 or not spec["scales"]:
            return None
        return draw_line(
            [
                (scale["title"], [(day_of(page), page["at"].get(scale["id"])) for page in days])
                for scale in spec["scales"]
            ],
            spec["top"],
        )

    def upgrade(self, answer: Answer, version: int) -> Answer:
        days = [{key: value for key, value in page.items() if key != "act"} for page in answer["days"]]
        return {"days": days} if version == 1 else answer

    def template(self, mode: Mode) -> str:
        """Reading back is the same for everyone."""
        return super().template("input" if mode == "input" else "summary")

    def render(self, mode: Mode, spec: Spec, answer: Answer, **context: Any) -> str:
        days = answer["days"] if answer is not None else []
        if mode == "input":
            context["today"] = timezone.localdate()
            context["scales"] = [
                {"field": context["fields"][scale["id"]], "low": scale["low"], "high": scale["high"]}
                for scale in spec["scales"]
            ]
            context["earlier"] = list_earlier(days, self.rows(spec, answer) if days else [])
        elif days and spec["scales"]:
            context["table"] = _tabulate(spec, days)
            context["words"] = [
                Row(say_day_of(page), rows=said) for page in days if (said := list(_read_back(spec, page, at=False)))
            ]
        return super().render(mode, spec, answer, **context)


def _moods() -> dict[str, str]:
    return {
        "very-good": _("Very good"),
        "good": _("Good"),
        "mixed": _("So-so"),
        "bad": _("Bad"),
        "very-bad": _("Very bad"),
    }


def _read_back(spec: Spec, page: Mapping[str, Json], *, at: bool = True) -> Iterator[Row]:
    if page["mood"] in _moods():
        yield Row(_("Mood"), _moods()[page["mood"]])
    for scale in spec["scales"] if at else ():
        if scale["id"] in page["at"]:
            yield Row(scale["title"], amount=page["at"][scale["id"]], top=spec["top"])
    if page["note"]:
        yield Row(_("Note"), page["note"])


def _tabulate(spec: Spec, days: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """The numbers as a table, a line a day: {"head": [str], "rows": [[str]]}."""
    return {
        "head": [_("Day"), *(scale["title"] for scale in spec["scales"])],
        "rows": [
            [
                say_day_of(page),
                *(
                    amount_in_words(page["at"][scale["id"]], spec["top"])
                    if scale["id"] in page["at"]
                    else _("No answer")
                    for scale in spec["scales"]
                ),
            ]
            for page in days
        ],
    }
