"""Opening hours as an editor fills them in, row by row, and as a visitor reads them, day by day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

# Django's own names: the days of its dates would take over another translation of the same words.
DAYS = tuple(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), WEEKDAYS.values(), strict=True))


class HoursBlock(blocks.StructBlock):
    """From when until when on one weekday; a day with a break has two rows."""

    day = blocks.ChoiceBlock(choices=DAYS, label=_("Day"))
    opens = blocks.TimeBlock(required=False, label=_("From"))
    closes = blocks.TimeBlock(required=False, label=_("Until"))
    note = blocks.CharBlock(
        required=False, default="", max_length=80, label=_("Note"), help_text=_("Such as: by appointment only.")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        opens, closes = cleaned["opens"], cleaned["closes"]
        if (opens is None) != (closes is None):
            missing = "closes" if closes is None else "opens"
            raise StructBlockValidationError({missing: ValidationError(_("Fill in both times, or none."))})
        if opens is None and not cleaned["note"]:
            raise StructBlockValidationError({"opens": ValidationError(_("Fill in the times, or a note."))})
        return cleaned

    class Meta:
        label = _("Opening hours on a day")
        icon = "time"
        description = _("From when until when somebody answers on one day of the week.")
        label_format = "{day} {opens} {closes} {note}"
        preview_value = {"day": "mon", "opens": datetime.time(9), "closes": datetime.time(17), "note": ""}
        form_layout = ["day", "opens", "closes", "note"]


class HoursStream(blocks.StreamBlock):
    """The rows of a week."""

    hours = HoursBlock()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week as visitors read it."""

    name: str
    words: str


def week(rows: Iterable[Any]) -> list[Day]:
    """Give the days on which there is something to say, Monday first, each with all of its rows.

    `rows` are the children of an `HoursStream` value.
    """
    said: dict[str, list[tuple[datetime.time, str]]] = {}
    for row in rows:
        value = row.value
        said.setdefault(value["day"], []).append((value["opens"] or datetime.time.max, _words(value)))
    return [
        Day(str(name), ", ".join(words for _opens, words in sorted(said[code]))) for code, name in DAYS if code in said
    ]


def _words(value: Any) -> str:
    times = ""
    if value["opens"] is not None:
        times = gettext("%(opens)s to %(closes)s") % {
            "opens": time_format(value["opens"], "H:i"),
            "closes": time_format(value["closes"], "H:i"),
        }
    return " ".join(
        part for part in (times, f"({value['note']})" if times and value["note"] else value["note"]) if part
    )
