"""Helplines, facts and organisations on a step: shown as they stand now, not as they stood on publishing."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString

from content.blocks import LIVE_BLOCKS


class Kept:
    """The HTML of live blocks, for as long as the live state and the day stay the same.

    The day counts because a fact is hidden from a certain day on.
    """

    def __init__(self) -> None:
        self._under: tuple[int, datetime.date] | None = None
        self._html: dict[tuple[str, str, str], SafeString] = {}

    def under(self, stamp: int) -> dict[tuple[str, str, str], SafeString]:
        """Give what is kept for this state of the site; what belongs to another state is gone."""
        now = (stamp, timezone.localdate())
        if self._under != now:
            self._under, self._html = now, {}
        return self._html

    def forget(self) -> None:
        """Keep nothing; tests need this, because a new database counts the same numbers again."""
        self._under = None


KEPT = Kept()
forget = KEPT.forget


def render_live(name: str, value: Any, language: str, stamp: int) -> SafeString:
    """Give the HTML of a live block; "" when what it shows is gone.

    `value` is the key of what was chosen, or the fields of a block that holds such a key.
    `stamp` is the number of the live state. A warm process asks no database.
    """
    html = KEPT.under(stamp)
    key = (name, json.dumps(value, sort_keys=True), language)
    if key not in html:
        html[key] = _render(name, value, language)
    return html[key]


def _render(name: str, value: Any, language: str) -> SafeString:
    block = LIVE_BLOCKS.get(name)
    found = block.to_python(value) if block is not None and value else None
    if found is None:
        return escape("")
    with translation.override(language):
        return block.render(found, {})
