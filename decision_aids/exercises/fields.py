"""The form fields that exercises share: text that is cleaned before it is checked, and choices.

None is ever required, and none lets a browser remember what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from decision_aids.exercises.base import LONG_TEXT, SHORT_TEXT

Label: TypeAlias = Any
"""Words, translated now or when they are shown."""

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE_ENDS = re.compile(r"\r\n?")
ATTRS = {"autocomplete": "off", "dir": "auto"}

TOO_LONG = ngettext_lazy(
    "There is room for %(limit_value)d character here. You wrote %(show_value)d.",
    "There is room for %(limit_value)d characters here. You wrote %(show_value)d.",
    "limit_value",
)
UNSURE = "unsure"  # the value of "I don't know" on a scale
NOT_OFFERED = _("Something went wrong with this choice. Choose again, please.")


def clean_text(value: Any) -> str:
    """The text without characters that nobody can see or store, its line ends as "\\n"."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", str(value or ""))).strip()


class Noted(str):
    """The label of a choice with a line of help under it; templates read `help`."""

    __slots__ = ("help",)

    def __new__(cls, text: str, note: str = "") -> Noted:
        label = super().__new__(cls, text)
        label.help = note
        return label


class UncutField(forms.CharField):
    """Text that no browser cuts: what is too long is refused, and stays there to be made shorter.

    The page gets to know how much fits (`data-room`) and tells it when little room is left.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {} if self.max_length is None else {"data-room": self.max_length}


class TextField(UncutField):
    """Text of more than one line."""

    widget = forms.Textarea

    def __init__(self, *, label: Label = "", help_text: Label = "", rows: int = 5) -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=help_text,
            max_length=LONG_TEXT,
            strip=False,
            widget=forms.Textarea(attrs={**ATTRS, "rows": rows}),
        )
        self.validators = [_short_enough(LONG_TEXT)]

    def to_python(self, value: Any) -> str:
        return clean_text(value)


class LineField(UncutField):
    """Text of one line."""

    def __init__(self, *, label: Label = "", help_text: Label = "") -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=help_text,
            max_length=SHORT_TEXT,
            strip=False,
            widget=forms.TextInput(attrs=ATTRS),
        )
        self.validators = [_short_enough(SHORT_TEXT)]

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(value).split())


class ChoiceField(forms.ChoiceField):
    """One of a few choices, shown as radio buttons. `choices`: (value, label) pairs; "" for no answer."""

    def __init__(
        self,
        choices: Iterable[tuple[str, Label]],
        *,
        label: Label = "",
        help_text: Label = "",
    ) -> None:
        super().__init__(
            choices=list(choices),
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": NOT_OFFERED},
        )


class ChoicesField(forms.MultipleChoiceField):
    """Any number of choices, shown as boxes to tick. `choices`: (value, label) pairs."""

    def __init__(
        self,
        choices: Iterable[tuple[str, Label]],
        *,
        label: Label = "",
        help_text: Label = "",
    ) -> None:
        super().__init__(
            choices=list(choices),
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED},
        )


class ScaleField(forms.TypedChoiceField):
    """A whole number from `low` to `top` on a row of radio buttons, or None.

    `words` names some of the numbers. With `unsure` there is one more choice, "?", which gives `UNSURE`: it
    also takes back a number once chosen.
    """

    def __init__(
        self,
        low: int,
        top: int,
        *,
        label: Label = "",
        help_text: Label = "",
        words: dict[int, Label] | None = None,
        unsure: bool = False,
    ) -> None:
        named = words or {}
        choices: list[tuple[str, Any]] = [(str(n), named.get(n, str(n))) for n in range(low, top + 1)]
        if unsure:
            mark = format_html(
                '<span aria-hidden="true">?</span><span class="visually-hidden">{}</span>', _("I don't know")
            )
            choices.append((UNSURE, mark))
        super().__init__(
            choices=choices,
            coerce=_number_or_unsure,
            empty_value=None,
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": NOT_OFFERED},
        )


def _short_enough(limit: int) -> MaxLengthValidator:
    return MaxLengthValidator(limit, message=TOO_LONG)


def _number_or_unsure(value: str) -> int | str:
    return value if value == UNSURE else int(value)


def own_line(label: Label) -> LineField:
    """A line for something of her own. Its blank placeholder lets a style sheet see whether it is empty."""
    field = LineField(label=label)
    field.widget.attrs["placeholder"] = " "
    return field


def is_given(field: forms.BoundField) -> bool:
    """Tell whether something stands in a field now: 0 is something."""
    value = field.value()
    return value is not None and value is not False and value != "" and value != []
