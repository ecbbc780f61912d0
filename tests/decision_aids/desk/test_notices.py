"""The mail to helpers: one fixed text, sent by a run of its own, once a day until they look."""

from __future__ import annotations

import datetime
import email
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message as Mail
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk import notices
from decision_aids.desk.models import Member
from decision_aids.desk.notices import send_notices
from decision_aids.sharing.models import Share
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_at_once import at_once
from tests.decision_aids.sharing.conftest import Crew, ask, colleague_of, make_crew
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
TEXT = "Er is iets nieuws op je werkplek.\n\nhttp://testserver/desk/\n"


def sent() -> list[list[str]]:
    return [message.to for message in mail.outbox]


def say_more(visitor: Visitor) -> None:
    """One more message in her talk."""
    visitor.open(f"/nl/s/share/{Share.objects.order_by('pk').last().short}/")
    visitor.send({"text": "Nog iets"})


def test_her_request_sends_nothing_and_the_run_sends_one_fixed_text(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Dit mag niemand lezen", "my-letter")
    assert sent() == []

    assert (send_notices(), send_notices()) == (1, 0)

    assert sent() == [[crew.helper.email]]
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Er is iets nieuws", TEXT)


def test_the_mail_is_the_same_whatever_came_in_and_from_how_many(writer: Visitor, crew: Crew, aid: Any) -> None:
    other = make_crew("Zuid")
    Member.objects.create(team=other.team, user=crew.helper)
    for one, question in ((crew, "Kort"), (other, "Lang " * 300), (crew, "<b>Vet</b>")):
        ask(writer, one, question)

    assert send_notices() == 2

    assert sorted(sent()) == [["noord@example.org"], ["zuid@example.org"]]
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1


def test_at_most_one_mail_a_day_until_she_looks(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    client = desk_of(crew)
    ask(writer, crew, "Eerste")
    send_notices()
    say_more(writer)
    assert send_notices() == 0  # told today already

    client.get("/desk/")
    assert send_notices() == 0  # she saw it
    say_more(writer)
    assert send_notices() == 1  # something new since she looked

    say_more(writer)
    assert send_notices() == 0
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1), tick=False):
        assert send_notices() == 1


def test_who_wants_no_mail_or_is_away_gets_none(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), colleague_of(crew, "Lies")
    client = desk_of(sofie)
    assert "sofie@example.org" in client.get("/desk/").content.decode()
    client.post("/desk/mail/", {"off": "1"})
    assert "sofie@example.org" not in client.get("/desk/").content.decode()
    today = datetime.datetime.now(datetime.UTC).date()
    Member.objects.filter(user=lies.helper).update(away_until=today + datetime.timedelta(days=1))
    ask(writer, crew, "Voor wie er is")

    send_notices()
    assert sent() == [[crew.helper.email]]

    client.post("/desk/mail/", {"on": "1"})
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2), tick=False):
        send_notices()
    assert sent() == [[crew.helper.email], [lies.helper.email]]  # what came in before Sofie said yes needs no mail


def test_who_is_away_today_is_told_tomorrow(writer: Visitor, crew: Crew) -> None:
    today = timezone.localdate()
    Member.objects.update(away_until=today)
    ask(writer, crew, "Eerste")

    runs = [send_notices()]
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1), tick=False):
        runs.append(send_notices())

    assert (runs, sent()) == ([0, 1], [[crew.helper.email]])


def test_who_wants_no_mail_is_not_marked_and_a_mark_from_before_sends_none(writer: Visitor, crew: Crew) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), colleague_of(crew, "Lies")
    Member.objects.filter(user=sofie.helper).update(by_mail=False)
    Member.objects.filter(user=lies.helper).update(by_mail=False, untold=True)
    ask(writer, crew, "Eerste")

    marked = dict(Member.objects.values_list("user__first_name", "untold"))

    assert marked == {"Noord": True, "Sofie": False, "Lies": True}
    assert (send_notices(), sent()) == (1, [[crew.helper.email]])


def test_who_is_switched_off_or_left_gets_none(writer: Visitor, crew: Crew) -> None:
    sofie, lies = colleague_of(crew, "Sofie"), colleague_of(crew, "Lies")
    ask(writer, crew, "Voor wie er nog is")
    User.objects.filter(pk=sofie.helper.pk).update(is_active=False)
    Member.objects.get(user=lies.helper).delete()

    assert send_notices() == 1
    assert sent() == [[crew.helper.email]]


def test_a_mail_that_does_not_go_is_told_to_the_log_and_tried_again(
    writer: Visitor, crew: Crew, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ask(writer, crew, "Eerste")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert send_notices() == 0
    assert [(one.levelname, one.getMessage()) for one in caplog.records if one.name == notices.__name__] == [
        ("ERROR", "A mail to a helper was not sent")
    ]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_notices() == 1


def test_the_database_keeps_days_only(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Eerste")
    send_notices()

    fields = {field.name: type(field).__name__ for field in Member._meta.concrete_fields}
    assert "DateTimeField" not in fields.values()
    assert Member.objects.get().told_on == datetime.datetime.now(datetime.UTC).date()


def test_the_command_writes_real_files(writer: Visitor, crew: Crew, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    ask(writer, crew, "Dit mag niemand lezen", "my-letter")

    call_command("send_notices")

    (path,) = tmp_path.iterdir()
    letter = email.message_from_string(path.read_text().partition("-" * 79)[0])
    assert_bare(letter, crew)


@dataclass
class PostOffice:
    """A mail server on this machine: its port, the letters that it took, and whether it knows nobody."""

    port: int = 0
    letters: list[str] = field(default_factory=list)
    refuses: bool = False


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """Take letters for as long as the test runs."""
    office = PostOffice()

    class Clerk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line.strip().upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    office.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                unknown = office.refuses and word.startswith(b"RCPT")
                self.wfile.write(
                    b"221 bye\r\n" if word == b"QUIT" else b"550 nobody\r\n" if unknown else b"250 yes\r\n"
                )
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clerk) as server:
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield office
        server.shutdown()
        thread.join()


def test_the_mail_goes_over_smtp(writer: Visitor, crew: Crew, settings: Any, post_office: PostOffice) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    ask(writer, crew, "Dit mag niemand lezen", "my-letter")

    assert send_notices() == 1

    (letter,) = post_office.letters
    assert_bare(email.message_from_string(letter), crew)


def assert_bare(letter: Mail, crew: Crew) -> None:
    """A letter says what it has to and nothing else."""
    assert set(letter.keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
    }  # fmt: skip
    assert (letter["To"], letter["Subject"]) == (crew.helper.email, "Er is iets nieuws")
    assert letter.get_payload(decode=True).decode().replace("\r\n", "\n").strip() == TEXT.strip()


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_sends(writer: Visitor, crew: Crew, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    ask(writer, crew, "Eerste")

    runs: tuple[Callable[[], int], ...] = (send_notices, send_notices, send_notices)

    assert sorted(at_once(*runs)) == [0, 0, 1]
    assert len(list(tmp_path.iterdir())) == 1


def test_only_members_with_an_open_desk_choose(crew: Crew) -> None:
    response = Client().post("/desk/mail/", {"off": "1"})

    assert response.status_code == 302
    assert Member.objects.filter(by_mail=True).count() == 1
