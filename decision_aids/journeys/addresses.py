"""The addresses of a journey, asked of the site once for each number and language."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from decision_aids.engine.flow import SHORT

PLACE = "f" * SHORT  # where the piece of a step's id goes
MOST = 256  # journeys of a space have low numbers


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of one journey are. `before` and `after` stand around the piece of a step's id."""

    overview: str
    read_back: str
    before: str
    after: str

    def step(self, short: str) -> str:
        """The address of a step."""
        return f"{self.before}{short}{self.after}"


def addresses_of(number: int) -> Addresses:
    """The addresses of the journey of that number, in the language of now."""
    return _ask(number, get_language(), get_script_prefix())


@functools.lru_cache(maxsize=MOST)
def _ask(number: int, _language: str | None, _prefix: str) -> Addresses:
    before, _place, after = reverse("journeys:step", args=(number, PLACE)).rpartition(PLACE)
    overview, read_back = (reverse(f"journeys:{name}", args=(number,)) for name in ("overview", "read"))
    return Addresses(overview, read_back, before, after)
