"""The one mail to a visitor: off until she asks, bare, sent once, forgotten, and hers to nobody but herself."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from decision_aids.desk.keyring import room_key_for
from decision_aids.sharing.models import Message, Reminder, Share
from decision_aids.sharing.reminders import send_reminders
from decision_aids.sharing.services import say
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.database_dump import all_rows, byte_strings
from tests.decision_aids.desk.test_at_once import at_once
from tests.decision_aids.desk.test_hostile import dangers
from tests.decision_aids.desk.test_notices import PostOffice, post_office
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

__all__ = ["post_office"]

pytestmark = pytest.mark.django_db
ADDRESS = "ik.ben.het@example.net"


@pytest.fixture
def talk(writer: Visitor, crew: Crew) -> Share:
    """A question that was sent."""
    ask(writer, crew, "Wanneer antwoorden jullie?")
    return Share.objects.get()


def ask_mail(visitor: Visitor, share: Share, address: str = ADDRESS, **more: str) -> None:
    visitor.open(f"/nl/s/share/{share.short}/mail/")
    visitor.send({"address": address, **more})


def answer(crew: Crew, share: Share, nonce: str = "ef" * 16) -> None:
    key = room_key_for(crew.helper, crew.secret, share)
    say(share, key, side=Message.Side.TEAM, nonce=nonce, text="Morgen", who="Noord")


def test_nothing_is_mailed_to_who_did_not_ask(crew: Crew, talk: Share) -> None:
    answer(crew, talk)

    assert (send_reminders(), mail.outbox) == (0, [])


def test_one_bare_mail_after_the_answer_and_then_it_is_forgotten(writer: Visitor, crew: Crew, talk: Share) -> None:
    ask_mail(writer, talk)
    assert "Je krijgt één mail" in writer.html
    assert ADDRESS not in writer.html  # who looks over her shoulder learns no address
    assert send_reminders() == 0
    answer(crew, talk)
    answer(crew, talk, "ee" * 16)

    call_command("send_notices")

    (sent,) = [message for message in mail.outbox if message.to != [crew.helper.email]]
    assert (sent.to, sent.subject, sent.body) == (
        [ADDRESS],
        "Herinnering",
        "Je vroeg om deze herinnering. Je hoeft niets te doen.",
    )
    assert set(sent.message().keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
    }  # fmt: skip
    assert Reminder.objects.count() == 0
    answer(crew, talk, "ed" * 16)
    assert send_reminders() == 0


def test_another_address_takes_the_place_of_the_first(writer: Visitor, crew: Crew, talk: Share) -> None:
    ask_mail(writer, talk, "eerst@example.net")
    writer.send({"off": "1"}, address=f"/nl/s/share/{talk.short}/mail/")
    assert Reminder.objects.count() == 0
    for address in ("tweede@example.net", "derde@example.net"):
        writer.open("/nl/s/share/new/1/")
        writer.send({"address": address}, address=f"/nl/s/share/{talk.short}/mail/")
    answer(crew, talk)

    send_reminders()

    assert [message.to for message in mail.outbox] == [["derde@example.net"]]


@pytest.mark.parametrize("way", ["withdraw", "delete", "purge"])
def test_the_address_goes_with_what_she_deletes_and_after_its_time(
    writer: Visitor, crew: Crew, talk: Share, way: str
) -> None:
    ask_mail(writer, talk)
    if way == "withdraw":
        writer.open(f"/nl/s/share/{talk.short}/withdraw/")
        writer.send()
    elif way == "delete":
        writer.open("/nl/s/keep/delete/")
        writer.send()
    else:
        with time_machine.travel(timezone.now() + datetime.timedelta(days=61), tick=False):
            call_command("purge")

    assert Reminder.objects.count() == 0


def test_the_database_holds_no_address_and_nothing_that_leads_to_her(writer: Visitor, crew: Crew, talk: Share) -> None:
    ask_mail(writer, talk, "a@b.be")
    short = len(bytes(Reminder.objects.get().sealed))
    ask_mail(writer, talk, "off@example.net", off="1")
    ask_mail(writer, talk)
    row = Reminder.objects.get()
    others = all_rows()
    others.pop("sharing_reminder")
    stored = byte_strings(others, of_visitors=True) | byte_strings(others, of_visitors=False)

    assert not [value for value in byte_strings(all_rows(), of_visitors=True) if b"example.net" in value]
    assert len(bytes(row.sealed)) == short  # as long for a short address
    for value in (row.id.bytes, row.id.hex.encode(), str(row.id).encode(), bytes(row.lookup), bytes(row.lookup)[1:]):
        assert not [kept for kept in stored if value in kept]
    assert {field.name for field in Reminder._meta.fields} == {"id", "lookup", "sealed", "due_on", "purge_on"}


def test_another_visitor_neither_sees_nor_stops_it(writer: Visitor, crew: Crew, talk: Share, aid: Any) -> None:
    ask_mail(writer, talk)
    stranger = Visitor()
    stranger.start(aid)

    stranger.open(f"/nl/s/share/{talk.short}/mail/")
    assert stranger.page.status_code == 404
    stranger.send({"off": "1"}, address=f"/nl/s/share/{talk.short}/mail/")

    assert Reminder.objects.count() == 1


def test_what_is_no_address_is_refused_and_shown_as_text(writer: Visitor, talk: Share) -> None:
    wrong = [text for text in HOSTILE[::6] if text != "a@evil.example"]  # which is an address
    for text in [*wrong, "a@b\nBcc: c@d.be", "a@b.be, c@d.be", "x" * 300 + "@b.be"]:
        writer.open("/nl/s/share/new/1/")
        writer.send({"address": text}, address=f"/nl/s/share/{talk.short}/mail/")
        assert writer.page.status_code == 422
        assert dangers(writer.html) == []

    assert Reminder.objects.count() == 0


def test_a_reminder_that_does_not_go_is_tried_again(writer: Visitor, crew: Crew, talk: Share, settings: Any) -> None:
    ask_mail(writer, talk)
    answer(crew, talk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert send_reminders() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_reminders() == 1
    assert Reminder.objects.count() == 0


def test_an_address_that_nobody_has_is_forgotten(
    writer: Visitor, crew: Crew, talk: Share, settings: Any, post_office: PostOffice
) -> None:
    post_office.refuses = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    ask_mail(writer, talk)
    answer(crew, talk)

    assert send_reminders() == 0
    assert (Reminder.objects.count(), post_office.letters) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_sends_it(writer: Visitor, crew: Crew, settings: Any, tmp_path: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    ask(writer, crew, "Wanneer antwoorden jullie?")
    share = Share.objects.get()
    ask_mail(writer, share)
    answer(crew, share)

    assert sorted(at_once(send_reminders, send_reminders)) == [0, 1]
    assert len(list(tmp_path.iterdir())) == 1
