"""Answers read back, in a template of a kind."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from decision_aids.exercises.base import Row
from decision_aids.exercises.lines import make_lines

register = template.Library()


@register.simple_tag
def lines(rows: Iterable[Row]) -> SafeString:
    """Labels, texts, numbers on a scale, and the lines under them, as a list."""
    return make_lines(rows)
