"""A drawing as lines: what comes in is read number by number, and what goes out is drawn from those numbers alone.

On its way: [[colour, thickness, x, y, x, y, ...], ...], whole numbers on a sheet of `WIDTH` by `HEIGHT`.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeAlias

from django.utils.translation import gettext_lazy as _

Stroke: TypeAlias = list[int]

WIDTH, HEIGHT = 1000, 750
MOST_STROKES = 3_000


class Colour(NamedTuple):
    """A colour to draw with, on white."""

    name: Any
    code: str


COLOURS = (
    Colour(_("Black"), "#1d1d1b"),
    Colour(_("Blue"), "#1b5fb4"),
    Colour(_("Green"), "#2c7a3f"),
    Colour(_("Red"), "#c1272d"),
    Colour(_("Yellow"), "#e5a800"),
    Colour(_("Purple"), "#76399c"),
    Colour(_("Brown"), "#7c4a21"),
)
THICKNESSES = ((_("Thin"), 6), (_("Medium"), 14), (_("Thick"), 34))


class NotADrawing(ValueError):
    """What came in is not a list of lines on the sheet."""


def read_strokes(text: str | bytes) -> list[Stroke]:
    """The lines of a drawing as they came in. Raises `NotADrawing`."""
    try:
        strokes = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotADrawing from error
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES or not all(map(_is_stroke, strokes)):
        raise NotADrawing
    return strokes


def write_strokes(strokes: list[Stroke]) -> bytes:
    """The lines in their one right spelling."""
    return json.dumps(strokes, separators=(",", ":")).encode()


def lines_of(strokes: list[Stroke]) -> list[dict[str, Any]]:
    """What the drawing of an SVG needs of each line: {"colour", "thick", "code", "width", "points"}."""
    return [
        {
            "colour": colour,
            "thick": thick,
            "code": COLOURS[colour].code,
            "width": THICKNESSES[thick][1],
            "points": " ".join(f"{x},{y}" for x, y in _pairs(places)),
        }
        for colour, thick, *places in strokes
    ]


def _pairs(places: list[int]) -> list[tuple[int, int]]:
    pairs = list(zip(places[::2], places[1::2], strict=True))
    return pairs if len(pairs) > 1 else pairs * 2  # a dot is a line from a place to itself


def _is_stroke(stroke: Any) -> bool:
    if not isinstance(stroke, list) or len(stroke) < 4 or len(stroke) % 2:
        return False
    if not all(type(number) is int and number >= 0 for number in stroke):
        return False
    colour, thick, *places = stroke
    on_sheet = max(places[::2]) <= WIDTH and max(places[1::2]) <= HEIGHT
    return colour < len(COLOURS) and thick < len(THICKNESSES) and on_sheet
