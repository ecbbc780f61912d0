"""Fields for an age, a number of weeks and a day in the past, which forgive how people write them."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decision_aids.exercises.situation.weeks import LONGEST, span_between

WITH_WORDS = re.compile(r"[^\d,.+-]{0,20}(\d{1,3})[^\d,.+-]{0,20}")
TOO_LONG_AGO = _("This day is more than 42 weeks ago. Look at the month and the year.")


class NumberField(forms.IntegerField):
    """A whole number; "17 years" is read as 17."""

    def __init__(
        self, low: int, top: int, *, label: str | Promise, wrong: str | Promise, help_text: str | Promise = ""
    ) -> None:
        super().__init__(
            min_value=low,
            max_value=top,
            required=False,
            label=label,
            help_text=help_text,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 4}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )

    def to_python(self, value: Any) -> int | None:
        worded = WITH_WORDS.fullmatch(value) if isinstance(value, str) else None
        return super().to_python(worded[1] if worded else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No limits in the browser: its words are not ours and it speaks its own language."""
        return {}


class PastDayField(forms.DateField):
    """A day of at most 42 weeks ago."""

    def __init__(self, *, label: str | Promise, help_text: str | Promise = "") -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=help_text,
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
            error_messages={"invalid": _("Write the day like this: 27/3/2026. Or choose “I don't know”.")},
        )

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if value > today:
            raise ValidationError(_("This day is still to come. Choose a day before today."))
        if span_between(value, today).weeks > LONGEST:
            raise ValidationError(TOO_LONG_AGO)
