"""The table that `make bench` prints."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One thing that was measured. `most` is its budget; None for what is only told."""

    what: str
    measured: float
    most: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is within its budget."""
        if self.most is None:
            return ""
        return "ok" if self.measured <= self.most else "not yet"


def number(value: float | None, unit: str) -> str:
    """A number with its unit, as short as it can be."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if value >= 100 or float(value).is_integer() else f"{value:.2f}"
    return f"{text} {unit}".strip()


def print_table(rows: list[Row]) -> None:
    """Print all rows in columns as wide as they need."""
    head = ("what", "budget", "measured", "", "note")
    lines = [head] + [
        (row.what, number(row.most, row.unit), number(row.measured, row.unit), row.verdict, row.note) for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        sys.stdout.write(("  ".join(cells) + "  " + line[4]).rstrip() + "\n")
