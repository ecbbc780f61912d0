"""Helplines, facts and organisations on a step: shown as they stand now, not as they stood on publishing."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString

from content.blocks import LIVE_BLOCKS

_kept: dict[tuple[str, Any, str], SafeString] = {}
_kept_under: tuple[int, datetime.date] | None = None


def render_live(name: str, pk: Any, language: str, stamp: int) -> SafeString:
    """Give the HTML of a live block; "" when what it shows is gone.

    Kept in the process for as long as the number of the live state (`stamp`) and the day stay the same, because a
    fact is hidden from a certain day on: a warm process asks no database.
    """
    global _kept_under
    under = (stamp, timezone.localdate())
    if _kept_under != under:
        _kept.clear()
        _kept_under = under
    key = (name, pk, language)
    if key not in _kept:
        _kept[key] = _render(name, pk, language)
    return _kept[key]


def forget() -> None:
    """Keep nothing any more; tests need this, because a new database counts the same numbers again."""
    _kept.clear()


def _render(name: str, pk: Any, language: str) -> SafeString:
    block = LIVE_BLOCKS.get(name)
    found = block.model_class.objects.filter(pk=pk).first() if block is not None and pk else None
    if found is None:
        return escape("")
    with translation.override(language):
        return block.render(found, {})
