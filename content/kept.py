"""What every public page shares, kept in this process until something that visitors see changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone

from cms.base.models import live_stamp

T = TypeVar("T")

_kept: dict[Any, Any] = {}
_kept_under: tuple[int, Any] | None = None


def keep(key: Any, make: Callable[[], T]) -> T:
    """Give what `make` gave under the same key, as long as neither the "live" stamp nor the day has changed.

    The day counts because a fact is hidden from a certain day on. What is kept must not be changed by whoever gets it.
    """
    global _kept_under
    under = (live_stamp(), timezone.localdate())
    if _kept_under != under:
        _kept.clear()
        _kept_under = under
    if key not in _kept:
        _kept[key] = make()
    return _kept[key]


def forget() -> None:
    """Keep nothing any more. Tests need this, because a rolled back stamp counts the same numbers again."""
    _kept.clear()
