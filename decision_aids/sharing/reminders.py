"""The one mail that a visitor may ask for: that there is something new. It says nothing else, and is then forgotten.

The server has to send it while nobody is there, so it must be able to open the address. What it cannot do is tell whose
it is: only who holds the key of her room finds the row.
"""

from __future__ import annotations

import datetime
import json
import logging
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from decision_aids.sharing.models import Reminder
from decision_aids.spaces.access import secrets
from decision_aids.spaces.purging import daily
from decision_aids.vault.crypto import derive, mac, open_sealed, seal

KEPT_DAYS = 60
logger = logging.getLogger(__name__)


def ask_for_mail(room_key: bytes, address: str, language: str) -> None:
    """Mail this address once, when the team says something in her room. An older address for the room goes."""
    stop_mail(room_key)
    row = Reminder(lookup=_lookup(room_key), purge_on=timezone.localdate() + datetime.timedelta(days=KEPT_DAYS))
    plain = json.dumps({"to": address, "in": language}).encode()
    row.sealed = seal(_server_key(), plain, "reminder", row.id.bytes)
    row.save(force_insert=True)


def stop_mail(room_key: bytes) -> None:
    """Forget the address that she gave for her room."""
    Reminder.objects.filter(lookup=_lookup(room_key)).delete()


def waits_for_mail(room_key: bytes) -> bool:
    """Whether a mail will be sent when the team says something."""
    return Reminder.objects.filter(lookup=_lookup(room_key)).exists()


def mail_is_due(room_key: bytes) -> None:
    """The team said something: let the next run send the mail, if she asked for one."""
    Reminder.objects.filter(lookup=_lookup(room_key), due_on=None).update(due_on=timezone.localdate())


def send_reminders() -> int:
    """Send what is due, and forget each address before it is used; gives how many mails went.

    Of two runs at the same time one sends it. A mail that cannot be sent is tried again at the next run; an address
    that nobody has is forgotten.
    """
    sent = 0
    for row in Reminder.objects.filter(due_on__lte=timezone.localdate()):
        if not Reminder.objects.filter(pk=row.pk).delete()[0]:
            continue
        try:
            reminder_mail(row).send()
            sent += 1
        except SMTPRecipientsRefused:
            logger.info("Nobody has an address for a reminder")
        except OSError:
            row.save(force_insert=True)
            logger.exception("A reminder was not sent")
    return sent


def reminder_mail(row: Reminder) -> EmailMessage:
    """The mail: one fixed text in her language. No name, no subject, no address of this site."""
    plain = json.loads(open_sealed(_server_key(), bytes(row.sealed), "reminder", row.id.bytes))
    with translation.override(plain["in"]):
        return EmailMessage(
            subject=_("Reminder"),
            body=_("You asked for this reminder. You need not do anything."),
            to=[plain["to"]],
        )


@daily("reminders")
def purge_reminders(today: datetime.date) -> int:
    """Forget the addresses for which nothing came; gives how many."""
    return Reminder.objects.filter(purge_on__lt=today).delete()[0]


def _lookup(room_key: bytes) -> bytes:
    return mac(derive(room_key, "reminder"), "reminder")


def _server_key() -> bytes:
    """From the secret outside the database: a copy of the database alone opens no address."""
    return derive(secrets().pepper, "reminders")
