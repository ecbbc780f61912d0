"""What every public page shares, kept in this process until something that visitors see changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.utils import timezone

from cms.base.models import live_stamp

T = TypeVar("T")


class Kept:
    """Values by key, all good for as long as neither the "live" stamp nor the day changes.

    The day counts because a fact is hidden from a certain day on.
    """

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._under: Hashable = None

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        under = (live_stamp(), timezone.localdate())
        if self._under != under:
            self._values.clear()
            self._under = under
        if key not in self._values:
            self._values[key] = make()
        return self._values[key]

    def clear(self) -> None:
        self._values.clear()


_kept = Kept()


def keep(key: Hashable, make: Callable[[], T]) -> T:
    """Give what `make` gave under the same key, until something changes. Nobody may change what is kept."""
    return _kept.get(key, make)


def forget() -> None:
    """Keep nothing any more. Tests need this, because a rolled back stamp counts the same numbers again."""
    _kept.clear()
