"""When something was, as far as it can be told from what a person wrote: "2019", "June 2019", "12/6/2019"."""

from __future__ import annotations

import re
import unicodedata

from django.utils.dates import MONTHS

Moment = tuple[int, int, int]

NUMBERS = r"(?:(?:(?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -])?(?P<year>\d{4})"
WRITTEN = re.compile(rf"(?<!\d){NUMBERS}(?!\d)")
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?!\d)")
NAMED = re.compile(r"(?:(?P<day>\d{1,2})\s+)?(?P<name>[^\W\d]+)\s+(?P<year>\d{4})")


def read_moment(text: str) -> Moment | None:
    """The year, month and day in some words, 0 for what is not said; None when no year is found.

    Months are read in the language that is spoken now.
    """
    text = unicodedata.normalize("NFC", text)
    named = NAMED.search(text)
    if named:
        months = {str(name).lower(): number for number, name in MONTHS.items()}
        month = months.get(named["name"].lower(), 0)
        if month:
            return int(named["year"]), month, int(named["day"] or 0)
    found = ISO.search(text) or WRITTEN.search(text)
    if found is None:
        return None
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    return int(found["year"]), month if month <= 12 else 0, day if day <= 31 else 0
