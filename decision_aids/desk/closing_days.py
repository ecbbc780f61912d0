"""The closing days of a team, kept by who leads it."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_aids.sharing.closings import Period, periods_of
from decision_aids.sharing.models import Team

MOST = 40
DAY = {"type": "date", "autocomplete": "off"}


class ClosingForm(forms.Form):
    """From which day until which the team is closed."""

    first = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Fill in the first day.")},
    )
    last = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty for one day."),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        elif first and (last or first) < timezone.localdate():
            self.add_error("first", _("This is over."))
        elif first and last and (last - first).days > 366:
            self.add_error("last", _("Take a year at most. For longer, take the team out of service."))
        return given

    def period(self) -> Period:
        """What was filled in."""
        first: datetime.date = self.cleaned_data["first"]
        return first, self.cleaned_data["last"] or first


def closings_of(team: Team) -> list[Period]:
    """The closings that are not over."""
    return [period for period in periods_of(team.closings) if period[1] >= timezone.localdate()]


def add_closing(team: Team, period: Period) -> bool:
    """Close the team for these days; False when there are too many already. What is over is forgotten."""
    with transaction.atomic():
        locked = Team.objects.select_for_update().get(pk=team.pk)
        known = set(closings_of(locked))
        if len(known) >= MOST:
            return False
        _keep(locked, known | {period})
    return True


def drop_closing(team: Team, period: Period) -> None:
    """Let the team work on these days after all."""
    with transaction.atomic():
        locked = Team.objects.select_for_update().get(pk=team.pk)
        _keep(locked, set(closings_of(locked)) - {period})


def _keep(team: Team, periods: set[Period]) -> None:
    team.closings = [
        {
            "type": "closed",
            "value": {"first": first.isoformat(), "last": last.isoformat() if last != first else None},
            "id": str(uuid.uuid4()),
        }
        for first, last in sorted(periods)
    ]
    team.save(update_fields=["closings"])
