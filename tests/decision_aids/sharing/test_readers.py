"""Persons whom she invites: a link that works once, exactly what she gave, until she takes it back."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decision_aids.sharing.models import Message, Reader, ReaderSlot, Share
from decision_aids.spaces.models import OneTimeCode
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.conftest import block_id
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.decision_aids.test_attacks import write_letter
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b")
LETTER = "Lieve ik, dit is geheim."
CLOSED = "Hier is nu niets open"


def share_with(visitor: Visitor, name: str = "Jan", may: str = "answers", **more: Any) -> str:
    """Let somebody read her letter along in a room of its own; gives the code."""
    visitor.open("/nl/s/share/with/1/")
    given = {"name": name, "may": may, "days": "30", "answers": [block_id("my-letter")], "words": "", **more}
    visitor.send({**given, "preview": "1"})
    visitor.send({**given, "nonce": visitor.hidden["nonce"], "send": "1"})
    return code_on(visitor)


def add_to(visitor: Visitor, share: Share, name: str, may: str = "answers", **more: str) -> str:
    """Let one more person into a room of hers; gives the code."""
    visitor.open(f"/nl/s/share/{share.short}/readers/")
    visitor.send({"name": name, "may": may, "days": "30", **more})
    return code_on(visitor)


def code_on(visitor: Visitor) -> str:
    found = CODE.search(visitor.html)
    assert found is not None, visitor.html
    return found[0]


def enter(code: str, **more: str) -> Visitor:
    """Somebody with a phone of their own who types a code."""
    reader = Visitor()
    reader.open("/nl/s/in/")
    reader.send({"code": code, **more})
    return reader


def reader_page(visitor: Visitor, share: Share, name: str) -> str:
    """The address of her page about one person."""
    visitor.open(f"/nl/s/share/{share.short}/readers/")
    found = re.findall(r'href="([^"]*/readers/[0-9a-f]{8}/)">([^<]*)', visitor.html)
    return next(href for href, shown in found if shown == name)


def test_who_has_the_code_reads_what_she_chose_and_nothing_else(writer: Visitor) -> None:
    code = share_with(writer)

    reader = enter(code)

    assert reader.page.status_code == 200
    assert LETTER in reader.html
    assert "Wie ben je?" not in reader.html
    assert "Jij (Jan), tot" in reader.html
    assert "<textarea" not in reader.html
    share = Share.objects.get()
    assert (share.team, share.promised_on, share.news_for_team) == (None, None, False)


def test_cookie_of_a_reader_is_its_own_and_no_space(writer: Visitor) -> None:
    reader = enter(share_with(writer))

    cookie = reader.client.cookies["r"]
    assert "s" not in reader.client.cookies
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Strict", "", "/")
    stranger = Visitor(cookie=cookie.value)
    assert "Je plek is dicht" in stranger.open("/nl/s/").content.decode()
    other = Visitor()
    other.client.cookies["r"] = writer.cookie
    assert other.open("/nl/s/in/read/").status_code == 410


def test_the_code_can_be_said_in_ten_words(writer: Visitor) -> None:
    share_with(writer)
    words = re.findall(r'translate="no">((?:[a-z]+ ){9}[a-z]+)<', writer.html)[0]

    reader = enter(words)

    assert reader.page.status_code == 200
    assert "Dit wordt met jou gedeeld" in reader.html


def test_code_works_once_and_the_page_says_so_without_blame(writer: Visitor) -> None:
    code = share_with(writer)
    enter(code)

    late = enter(code)

    assert late.page.status_code == 422
    assert "Een code werkt één keer" in late.html
    assert "r" not in late.client.cookies
    assert not OneTimeCode.objects.exists()


def test_every_code_that_opens_nothing_gets_the_same_answer(writer: Visitor) -> None:
    used, taken_back = share_with(writer), share_with(writer)
    enter(used)
    withdrawn = Share.objects.get(readers__slots__isnull=True)
    writer.open(f"/nl/s/share/{withdrawn.short}/withdraw/")
    writer.send()
    expired = share_with(writer)
    OneTimeCode.objects.update(purge_on=timezone.localdate() - datetime.timedelta(days=1))

    pages = [enter(code) for code in (used, taken_back, expired, "0123-4567-89AB-CDEF-GHJK")]

    assert [page.page.status_code for page in pages] == [422] * 4
    assert len({re.sub(r'value="[^"]*"', "", page.html) for page in pages}) == 1
    assert [page.open("/nl/s/in/read/").status_code for page in pages] == [410] * 4


def test_code_of_one_room_opens_that_room_alone(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Alleen voor Noord", "who-am-i")
    team_room = Share.objects.get()

    reader = enter(share_with(writer, may="comment"))

    assert ("Alleen voor Noord" in reader.html, "Wie ben je?" in reader.html) == (False, False)
    for address in (f"/nl/s/share/{team_room.short}/", f"/nl/s/share/{team_room.short}/readers/"):
        assert "Je plek is dicht" in reader.open(address).content.decode() or reader.page.status_code == 404


def test_what_she_takes_back_is_gone_at_the_next_request(writer: Visitor) -> None:
    jan = enter(share_with(writer, may="comment"))
    share = Share.objects.get()
    els = enter(add_to(writer, share, "Els"))
    writer.open(reader_page(writer, share, "Jan"))
    writer.send({"withdraw": "1"})

    jan.send({"text": "Nog even dit."}, address="/nl/s/in/read/")
    assert (jan.page.status_code, "Nog even dit." in jan.html, LETTER in jan.html) == (410, True, False)
    assert jan.open("/nl/s/in/read/").status_code == 410
    assert LETTER in els.open("/nl/s/in/read/").content.decode()
    assert not Message.objects.exists()
    writer.open(f"/nl/s/share/{share.short}/")
    assert ("Els" in writer.html, "Jan" in writer.html) == (True, False)


def test_taking_it_back_from_everybody_leaves_her_room(writer: Visitor) -> None:
    jan = enter(share_with(writer))
    share = Share.objects.get()
    els = enter(add_to(writer, share, "Els"))

    writer.open(f"/nl/s/share/{share.short}/readers/")
    writer.send({"all": "1"})

    assert [one.open("/nl/s/in/read/").status_code for one in (jan, els)] == [410, 410]
    assert (Reader.objects.count(), ReaderSlot.objects.count(), Share.objects.count()) == (0, 0, 1)


def test_deleting_the_room_or_the_space_shuts_it_for_readers(writer: Visitor) -> None:
    first, second = enter(share_with(writer)), enter(share_with(writer, "Els"))
    waiting = share_with(writer, "Piet")

    writer.open("/nl/s/keep/delete/")
    writer.send()

    assert [one.open("/nl/s/in/read/").status_code for one in (first, second, enter(waiting))] == [410, 410, 410]
    left = (Share, Reader, ReaderSlot, OneTimeCode, Message)
    assert [model.objects.count() for model in left] == [0] * 5


def test_she_sees_on_which_days_it_was_opened(aid: Any) -> None:
    with time_machine.travel("2026-11-23 22:30Z", tick=False):
        visitor = Visitor()
        write_letter(visitor, aid)
        code = share_with(visitor)
        page = reader_page(visitor, Share.objects.get(), "Jan")
        visitor.open(page)
        assert "De link is nog niet gebruikt." in visitor.html
        reader = enter(code)
    with time_machine.travel("2026-11-23 23:10Z", tick=False):  # past midnight in Brussels
        reader.open("/nl/s/in/read/")
        reader.open("/nl/s/in/read/")
        visitor.open(page)
        days = re.findall(r"<li>(\w+ \d+ november)</li>", visitor.html)

    assert days == ["maandag 23 november", "dinsdag 24 november"]
    assert b"2026" not in bytes(Reader.objects.get().openings)


@pytest.mark.parametrize(
    ("may", "reads", "writes"), [("answers", False, False), ("talk", True, False), ("comment", True, True)]
)
def test_reader_may_exactly_what_she_gave(writer: Visitor, crew: Crew, may: str, reads: bool, writes: bool) -> None:
    ask(writer, crew, "Mijn vraag aan Noord", "my-letter")
    share = Share.objects.get()

    reader = enter(add_to(writer, share, "Jan", may))
    nonce = reader.hidden.get("nonce", "ab" * 16)
    reader.send({"text": "Ik sta achter je.", "nonce": nonce, "about": ""}, address="/nl/s/in/read/")

    reader.open("/nl/s/in/read/")
    assert LETTER in reader.html
    assert ("Mijn vraag aan Noord" in reader.html) is reads
    assert ("Ik sta achter je." in reader.html) is writes
    assert share.messages.filter(side="r").count() == int(writes)
    assert bool(Reader.objects.get().talk_key) is reads
    share.refresh_from_db()
    assert (share.news_for_owner, share.news_for_team) == (writes, True)


def test_team_and_readers_of_one_room_see_each_other_on_the_list(writer: Visitor, crew: Crew) -> None:
    ask(writer, crew, "Mijn vraag", "my-letter")
    share = Share.objects.get()
    jan = enter(add_to(writer, share, "Jan", "comment"))
    els = enter(add_to(writer, share, "Els"))

    jan.open("/nl/s/in/read/")

    assert ("Noord" in els.html, "Jan" in els.html, "Els" in jan.html) == (True, True, True)


def test_comment_beside_an_answer_reaches_her(writer: Visitor) -> None:
    reader = enter(share_with(writer, may="comment"))

    reader.send({"text": "Wat mooi gezegd.", "about": block_id("my-letter")})
    reader.send(
        {"text": "Wat mooi gezegd.", "about": block_id("who-am-i"), "nonce": "cd" * 16}, address="/nl/s/in/read/"
    )

    assert reader.page.status_code == 410
    assert Message.objects.filter(side="r").count() == 1
    writer.open("/nl/s/share/")
    assert "entry--unread" in writer.html
    writer.open(f"/nl/s/share/{Share.objects.get().short}/")
    assert "Wat mooi gezegd." in writer.html
    assert "Jan, door jou uitgenodigd" in writer.html


def test_new_link_for_the_same_person_shuts_the_browser_before(writer: Visitor) -> None:
    first = enter(share_with(writer))
    writer.open(reader_page(writer, Share.objects.get(), "Jan"))
    writer.send({"code": "1"})
    code = code_on(writer)

    assert first.open("/nl/s/in/read/").status_code == 200
    second = enter(code)

    assert (first.open("/nl/s/in/read/").status_code, second.page.status_code) == (410, 200)


def test_form_sent_twice_makes_one_room_and_one_reader(writer: Visitor) -> None:
    writer.open("/nl/s/share/with/1/")
    given = {"name": "Jan", "may": "answers", "days": "7", "answers": [block_id("my-letter")], "words": "", "send": "1"}
    given |= {"nonce": writer.hidden["nonce"], "token": writer.hidden["token"]}
    writer.send(given)
    first = code_on(writer)
    writer.send(given, address="/nl/s/share/with/1/")
    second = code_on(writer)

    assert (Share.objects.count(), Reader.objects.count(), OneTimeCode.objects.count()) == (1, 1, 1)
    assert (enter(first).page.status_code, enter(second).page.status_code) == (422, 200)


def test_sixth_person_in_a_room_has_to_wait(writer: Visitor) -> None:
    share_with(writer)
    share = Share.objects.get()
    for name in ("Els", "Piet", "An", "Bo"):
        add_to(writer, share, name)

    writer.open(f"/nl/s/share/{share.short}/readers/")
    writer.send(
        {"name": "Zes", "may": "answers", "days": "7", "nonce": "ab" * 16},
        address=f"/nl/s/share/{share.short}/readers/",
    )

    assert (writer.page.status_code, Reader.objects.count()) == (422, 5)


def test_time_that_is_over_shuts_it_before_the_purge_deletes_it(writer: Visitor) -> None:
    reader = enter(share_with(writer, days="7"), remember="on")
    last = timezone.localdate() + datetime.timedelta(days=7)

    with time_machine.travel(datetime.datetime.combine(last, datetime.time(12), tzinfo=datetime.UTC), tick=False):
        assert reader.open("/nl/s/in/read/").status_code == 200
    with time_machine.travel(
        datetime.datetime.combine(last, datetime.time(12), tzinfo=datetime.UTC) + datetime.timedelta(days=1), tick=False
    ):
        assert reader.open("/nl/s/in/read/").status_code == 410
        purge_all()

    assert (Reader.objects.count(), ReaderSlot.objects.count()) == (0, 0)


def test_reader_who_leaves_needs_a_new_code(writer: Visitor) -> None:
    reader = enter(share_with(writer))
    cookie = reader.client.cookies["r"].value

    reader.leave()

    assert (reader.page.status_code, reader.client.cookies["r"].value) == (200, "")
    assert not ReaderSlot.objects.exists()
    reader.client.cookies["r"] = cookie
    assert reader.open("/nl/s/in/read/").status_code == 410


def test_another_visitor_reaches_nothing_of_her_readers(writer: Visitor, aid: Any) -> None:
    share_with(writer)
    share, stranger = Share.objects.get(), Visitor()
    page = reader_page(writer, share, "Jan")
    stranger.start(aid)

    for address in (page, f"/nl/s/share/{share.short}/readers/"):
        stranger.open("/nl/s/keep/")
        own_form = {"token": stranger.hidden["token"], "nonce": "ab" * 16}
        assert stranger.open(address).status_code == 404
        stranger.send({**own_form, "withdraw": "1", "all": "1", "code": "1"}, address=address)
        assert stranger.page.status_code == 404
    assert Reader.objects.count() == 1


def test_form_of_another_reader_is_not_taken(writer: Visitor) -> None:
    jan = enter(share_with(writer, may="comment"))
    els = enter(share_with(writer, "Els", may="comment"))

    els.send({"text": "Voor de verkeerde", "token": jan.hidden["token"]}, address="/nl/s/in/read/")

    assert els.page.status_code == 410
    assert not Message.objects.exists()


def test_code_is_only_taken_from_our_own_page(writer: Visitor) -> None:
    code, reader = share_with(writer), Visitor()

    reader.client.defaults["HTTP_SEC_FETCH_SITE"] = "cross-site"
    page = reader.client.post("/nl/s/in/", {"code": code}, headers={"sec-fetch-site": "cross-site"})

    assert page.status_code == 403
    assert OneTimeCode.objects.count() == 1


def test_tries_are_few(writer: Visitor) -> None:
    code = share_with(writer)
    statuses = [enter("0123-4567-89AB-CDEF-GHJK").page.status_code for _ in range(31)]

    assert statuses == [422] * 30 + [503]
    assert enter(code).page.status_code == 503
    assert OneTimeCode.objects.count() == 1


def test_lists_ask_the_database_as_often_for_one_as_for_three(writer: Visitor) -> None:
    reader = enter(share_with(writer, may="comment"))
    share = Share.objects.get()

    def count(visitor: Visitor, address: str) -> int:
        visitor.open(address)
        with CaptureQueriesContext(connection) as queries:
            assert visitor.open(address).status_code == 200
        return len(queries)

    pages = [(writer, "/nl/s/share/"), (writer, f"/nl/s/share/{share.short}/"), (reader, "/nl/s/in/read/")]
    before = [count(*page) for page in pages]
    for name in ("Els", "Piet"):
        add_to(writer, share, name)
        share_with(writer, name)
        reader.open("/nl/s/in/read/")
        reader.send({"text": f"Dag {name}", "about": ""})
        assert f"Dag {name}" in reader.html

    assert [count(*page) for page in pages] == before
