"""The days on which a team is closed, as somebody fills them in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class ClosingBlock(blocks.StructBlock):
    """From which day until which day; one day has no second."""

    first = blocks.DateBlock(label=_("First day"))
    last = blocks.DateBlock(required=False, label=_("Last day"), help_text=_("Leave it empty for one day."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["last"] is not None and cleaned["last"] < cleaned["first"]:
            raise StructBlockValidationError({"last": ValidationError(_("The last day comes before the first."))})
        return cleaned

    class Meta:
        label = _("Closed")
        icon = "calendar"
        description = _("Days on which a team does not work.")
        label_format = "{first} {last}"
        preview_value = {"first": datetime.date(2026, 12, 24), "last": datetime.date(2026, 12, 31)}
        form_layout = ["first", "last"]


class ClosingStream(blocks.StreamBlock):
    """The closing days of a team."""

    closed = ClosingBlock()


Period = tuple[datetime.date, datetime.date]


def periods_of(rows: Iterable[Any]) -> list[Period]:
    """The closings as (first day, last day), the earliest first. `rows` are the children of a `ClosingStream` value."""
    return sorted((row.value["first"], row.value["last"] or row.value["first"]) for row in rows)
