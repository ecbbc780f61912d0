"""An appointment as a file for a calendar, made in memory. It tells nothing but that there is one, and when."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from decision_aids.sharing.agenda import Slot

CONTENT_TYPE = "text/calendar; charset=utf-8"
FILE_NAME = "calendar.ics"


def calendar_file(slot: Slot, *, alarm: bool = False) -> bytes:
    """The appointment with a neutral title: no name, no place, no way of contact, no address of this site.

    `alarm`: let the calendar itself remind her, a day before.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 (slow import)

    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_OID, slot.id)))
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    starts = timezone.make_aware(slot.starts).astimezone(datetime.UTC)
    event.add("dtstamp", starts.replace(hour=0, minute=0))
    event.add("dtstart", starts)
    event.add("dtend", starts + datetime.timedelta(minutes=slot.minutes))
    if alarm:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", _("Appointment"))
        reminder.add("trigger", -datetime.timedelta(days=1))
        event.add_component(reminder)
    calendar.add_component(event)
    return calendar.to_ical()
