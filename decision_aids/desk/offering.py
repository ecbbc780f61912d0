"""What a helper fills in to offer times, or to call one off."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision_aids.desk.appointments import clashing, marks_of
from decision_aids.desk.frame import own_name
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing import agenda
from decision_aids.sharing.agenda import Slot
from decision_aids.sharing.forms import NONCE, WAYS, CancelForm, PlainTextField, new_nonce

ROWS = 3
IDS = "id_%s_%%s"  # of the fields of one time among several
AHEAD_DAYS = 60
LENGTHS = (15, 30, 45, 60, 90, 120)


class CallOffForm(CancelForm):
    """Which time is called off, with a word for the visitor."""

    word = PlainTextField(label=gettext_lazy("A word for the visitor"), required=False, max_length=300, rows=2)


def calling_off(slots: list[Slot], wrong: Any) -> list[tuple[Slot, CallOffForm]]:
    """Each appointment that is still to come, with the form to call it off. `wrong`: one that was sent and not taken."""
    sent = wrong["slot"].value() if isinstance(wrong, CallOffForm) else None
    return [
        (
            slot,
            wrong
            if slot.id == sent
            else CallOffForm(initial={"slot": slot.id, "nonce": new_nonce()}, auto_id=IDS % slot.id),
        )
        for slot in slots
        if slot.state == agenda.PICKED and slot.ends > agenda.clock()
    ]


class OfferForm(forms.Form):
    """Up to three times, all as long and in the same way. `slots` are what they come to, once they are sound."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=list(WAYS.items()))
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int, initial=30, choices=[])
    place = PlainTextField(
        label=gettext_lazy("What does the visitor have to know?"),
        help_text=gettext_lazy(
            "Who calls whom, on which number, at which address. Only the visitor and your team read it."
        ),
        required=False,
        max_length=300,
        rows=2,
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_offer_%s")
        super().__init__(*args, **kwargs)
        minutes: Any = self.fields["minutes"]
        minutes.choices = [(n, _("%(n)d minutes") % {"n": n}) for n in LENGTHS]
        today = timezone.localdate()
        last = today + datetime.timedelta(days=AHEAD_DAYS)
        for row in range(1, ROWS + 1):
            days = {"type": "date", "autocomplete": "off", "min": today.isoformat(), "max": last.isoformat()}
            times = {"type": "time", "autocomplete": "off", "step": "900"}
            self.fields[f"day_{row}"] = forms.DateField(
                label=_("Day %(number)d") % {"number": row},
                required=False,
                widget=forms.DateInput(attrs=days, format="%Y-%m-%d"),
            )
            self.fields[f"time_{row}"] = forms.TimeField(
                label=_("From"), required=False, widget=forms.TimeInput(attrs=times, format="%H:%M")
            )
        self.slots: list[Slot] = []

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The times as pairs of fields: the day and from when."""
        return [(self[f"day_{row}"], self[f"time_{row}"]) for row in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts = [self._start(row, given) for row in range(1, ROWS + 1)]
        if not any(starts) and not self.errors:
            self.add_error("day_1", _("Fill in at least one day and time."))
        return {**given, "starts": starts}

    def _start(self, row: int, given: dict[str, Any]) -> datetime.datetime | None:
        """When this row begins, or None with the reason beside the field."""
        day, time = given.get(f"day_{row}"), given.get(f"time_{row}")
        if (day is None and time is None) or {f"day_{row}", f"time_{row}"} & set(self.errors):
            return None
        if day is None or time is None:
            missing = "day" if day is None else "time"
            self.add_error(f"{missing}_{row}", _("Fill in the day and the time."))
            return None
        starts = datetime.datetime.combine(day, time)
        there = timezone.localtime(timezone.make_aware(starts).astimezone(datetime.UTC)).replace(tzinfo=None)
        if time.minute % 15 or time.second:
            self.add_error(f"time_{row}", _("Take a quarter of an hour, such as 14:15."))
        elif there != starts:
            self.add_error(f"time_{row}", _("The clock jumps over this time. Take another one."))
        elif starts <= agenda.clock():
            self.add_error(f"day_{row}", _("This time has passed."))
        elif (day - timezone.localdate()).days > AHEAD_DAYS:
            self.add_error(f"day_{row}", _("Take a day within the next %(days)d days.") % {"days": AHEAD_DAYS})
        else:
            return starts
        return None

    def fits(self, desk: OpenDesk, team: int, present: list[Slot]) -> bool:
        """Whether this helper is free then, and these times are not on offer here already. Fills in `slots`."""
        given = self.cleaned_data
        known = {"minutes": given["minutes"], "way": given["way"], "place": given["place"]}
        open_ones = [slot for slot in present if slot.state != agenda.CANCELLED and slot.helper == desk.user.pk]
        for row, starts in enumerate(given["starts"], start=1):
            if starts is None:
                continue
            slot = Slot.new(starts=starts, team=team, helper=desk.user.pk, who=own_name(desk), **known)
            if any(slot.clashes(other) for other in [*open_ones, *self.slots]):
                self.add_error(f"day_{row}", _("You offer this time here already."))
            self.slots.append(slot)
        for slot in clashing(desk, self.slots):
            row = given["starts"].index(slot.starts) + 1
            self.add_error(f"day_{row}", _("You have another appointment at that time."))
        self.slots = [agenda.with_marks(slot, marks_of(desk, slot)) for slot in self.slots]
        return not self.errors
