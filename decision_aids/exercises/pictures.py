"""What simple pictures of answers need: a balance of two sides, bars, and lines over time.

Everything is measured here; the templates in `exercises/pictures/` only draw. Bars are in whole hundredths of
the room that they get, lines in whole units of the drawing's own grid. Each picture holds its own words, so that
it says the same to somebody who does not see it. No picture adds up, orders or compares options: they stand in
the order in which they are given, each drawn by itself on the same scale.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

Picture: TypeAlias = dict[str, Any]

WHOLE = 100  # hundredths

LINE_WIDTH = 320
LINE_HEIGHT = 120
LEFT, RIGHT, ABOVE, BELOW = 28, 12, 12, 24  # room around the plot for its numbers and dates


def amount_in_words(amount: int, top: int) -> str:
    """ "3 of 5"."""
    return ngettext("%(amount)d of %(top)d", "%(amount)d of %(top)d", amount) % {"amount": amount, "top": top}


def draw_balance(options: Sequence[Mapping[str, Any]], top: int) -> Picture:
    """Two sides for each option, one bar for each thing that was said, never a sum.

    `options`: {"label": str, "sides": [(label, [{"text": str, "weight": int or None}])]} with two
    sides. Gives {"kind": "balance", "options": [{"label", "sides": [{"label",
    "things": [{"text", "words", "x", "length"}]}]}]}; `length` is None where no weight was given. The
    bars of the two sides grow away from each other.
    """
    return {
        "kind": "balance",
        "options": [
            {
                "label": option["label"],
                "sides": [
                    {
                        "label": label,
                        "things": [
                            {"text": thing["text"], **_bar(thing["weight"], top, from_end=place == 0)}
                            for thing in things
                        ],
                    }
                    for place, (label, things) in enumerate(option["sides"])
                ],
            }
            for option in options
        ],
    }


def draw_bars(rows: Sequence[tuple[str, int | None, str]], top: int) -> Picture:
    """One bar for each (label, amount from 0 to top or None, what is said when it is None), in the order given.

    Gives {"kind": "bars", "marks": [x], "rows": [{"label", "words", "x", "length"}]}.
    """
    return {
        "kind": "bars",
        "marks": [round(WHOLE * step / top) for step in range(1, top)],
        "rows": [{"label": label, **_bar(amount, top, instead)} for label, amount, instead in rows],
    }


def draw_line(rows: Sequence[tuple[str, Sequence[tuple[datetime.date, int | None]]]], top: int) -> Picture:
    """One small drawing for each (label, [(day, amount from 0 to top, or None)]), all on the same days.

    A day without an amount breaks the line. Gives {"kind": "line", "width", "height", "left", "right",
    "levels": [{"y", "amount"}], "days": [{"x", "anchor", "words"}], "rows": [{"label", "words",
    "points": [{"x", "y"}], "lines": ["x,y x,y"]}]}.
    """
    days = sorted({day for _label, moments in rows for day, _amount in moments})
    return {
        "kind": "line",
        "width": LINE_WIDTH,
        "height": LINE_HEIGHT,
        "left": LEFT,
        "right": LINE_WIDTH - RIGHT,
        "levels": [{"y": _level(amount, top), "amount": amount} for amount in range(top + 1)],
        "days": _name_days(days),
        "rows": [_line(label, moments, days, top) for label, moments in rows],
    }


def _bar(amount: int | None, top: int, instead: str = "", *, from_end: bool = False) -> dict[str, Any]:
    """The place of a bar. It starts where the reading starts, or ends where the reading ends."""
    if amount is None:
        return {"words": instead, "x": 0, "length": None}
    length = round(WHOLE * min(max(amount, 0), top) / top)
    from_right = from_end != get_language_bidi()
    return {
        "words": amount_in_words(amount, top),
        "x": WHOLE - length if from_right else 0,
        "length": length,
    }


def _level(amount: int, top: int) -> int:
    return round(LINE_HEIGHT - BELOW - (LINE_HEIGHT - ABOVE - BELOW) * amount / top)


def _place(day: datetime.date, days: Sequence[datetime.date]) -> int:
    """How far to the right a day stands: days that lie further apart stand further apart."""
    span = (days[-1] - days[0]).days
    share = (day - days[0]).days / span if span else 0.5
    return round(LEFT + 8 + (LINE_WIDTH - LEFT - RIGHT - 16) * share)


def _name_days(days: Sequence[datetime.date]) -> list[dict[str, Any]]:
    """Words under the first and the last day only: more would run into each other on a phone."""
    if not days:
        return []
    if len(days) == 1:
        return [{"x": _place(days[0], days), "anchor": "middle", "words": _short_day(days[0])}]
    return [
        {"x": LEFT, "anchor": "start", "words": _short_day(days[0])},
        {"x": LINE_WIDTH - RIGHT, "anchor": "end", "words": _short_day(days[-1])},
    ]


def _short_day(day: datetime.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _line(
    label: str,
    moments: Sequence[tuple[datetime.date, int | None]],
    days: Sequence[datetime.date],
    top: int,
) -> dict[str, Any]:
    points: list[dict[str, int]] = []
    lines: list[list[str]] = [[]]
    said: list[str] = []
    for day, amount in moments:
        if amount is None:
            lines.append([])
            continue
        point = {"x": _place(day, days), "y": _level(amount, top)}
        points.append(point)
        lines[-1].append(f"{point['x']},{point['y']}")
        said.append(
            _("%(day)s: %(amount)s") % {"day": date_format(day, "DATE_FORMAT"), "amount": amount_in_words(amount, top)}
        )
    return {
        "label": label,
        "words": "; ".join(said) or _("No answer"),
        "points": points,
        "lines": [" ".join(line) for line in lines if len(line) > 1],
    }
