"""What a kind shares that is done again on other days: one entry a day, older ones to read and to remove."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.base import Json, Row
from decision_aids.exercises.fields import NOT_OFFERED

Entry = Mapping[str, Json]
"""{"on": ISO date, ...}"""


class DaysField(forms.MultipleChoiceField):
    """Days as ISO dates; the template shows a box for each day that there is."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label=_("Remove a day"),
            error_messages={"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED},
        )

    def valid_value(self, value: str) -> bool:
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return False
        return True


def today() -> str:
    """The day where she lives, as an ISO date."""
    return timezone.localdate().isoformat()


def day_of(entry: Entry) -> datetime.date:
    """The day of an entry."""
    return datetime.date.fromisoformat(entry["on"])


def say_day_of(entry: Entry) -> str:
    """The day of an entry in words."""
    return date_format(day_of(entry), "DATE_FORMAT")


def keep_days(entries: Iterable[Entry], entry: Entry | None, gone: Iterable[str] | None) -> list[Entry]:
    """The entries with today's in the place of an earlier one of today, and without the days that are gone."""
    without = {today(), *(gone or ())}
    kept = [one for one in entries if one["on"] not in without]
    return sorted([*kept, *([entry] if entry is not None else ())], key=day_of)


def find_today(entries: Iterable[Entry]) -> Entry | None:
    """The entry of today, if there is one."""
    return next((entry for entry in entries if entry["on"] == today()), None)


def list_earlier(entries: Sequence[Entry], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The other days with what was said, for `exercises/earlier.html`: [{"on", "row"}]; `rows` go with `entries`."""
    return [{"on": entry["on"], "row": row} for entry, row in zip(entries, rows, strict=True) if entry["on"] != today()]
