"""An answer read back the usual way: its picture if it has one, and its lines.

Made without a template: one page can hold hundreds of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decision_aids.exercises.pictures import amount_in_words

if TYPE_CHECKING:
    from decision_aids.exercises.base import Row

LIST = format_html('<ul class="{}">', "answer")  # goes into a place, because `format_html` refuses markup without one
LABEL = '<span class="answer__label" dir="auto">{}</span>'
COLON = '<span class="visually-hidden">:</span> '
TEXT = '<span class="answer__text" dir="auto">{}</span> '
AMOUNT = '<span class="answer__amount">{}</span> '
STYLE = "components/reading_style.html"


def read_back(rows: Iterable[Row], picture: Mapping[str, Any] | None = None, *, for_paper: bool = False) -> SafeString:
    """An answer: its picture, as `Exercise.picture` gives it, and its lines."""
    if not picture:
        return make_lines(rows)
    style = "" if for_paper else render_to_string(STYLE)
    drawing = render_to_string(f"exercises/pictures/{picture['kind']}.html", {"picture": picture})
    return format_html("{}{}{}", style, drawing, make_lines(rows))


def read_back_nothing() -> SafeString:
    """What stands where no answer was given."""
    return format_html('<p class="muted">{}</p>', _("Not answered"))


def make_lines(rows: Iterable[Row]) -> SafeString:
    """Labels, texts, numbers on a scale, and the lines under them, as a list."""
    shape, words = list[str](), list[Any]()
    _add_lines(rows, shape, words)
    return format_html("".join(shape), *words)


def _add_lines(rows: Iterable[Row], shape: list[str], words: list[Any]) -> None:
    """Add the markup of these lines to `shape`, and what goes into its places to `words`."""
    shape.append("{}")
    words.append(LIST)
    for row in rows:
        shape.append('<li class="answer__row">')
        if row.label:
            shape.append(LABEL + COLON if row.text or row.top else LABEL)
            words.append(row.label)
        if row.text:
            shape.append(TEXT)
            words.append(linebreaksbr(row.text) if "\n" in row.text or "\r" in row.text else row.text)
        if row.top and row.amount is not None:
            shape.append(AMOUNT)
            words.append(amount_in_words(row.amount, row.top))
        if row.rows:
            _add_lines(row.rows, shape, words)
        shape.append("</li>\n")
    shape.append("</ul>")
