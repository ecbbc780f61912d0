"""A talk on paper: only while she allows it, under a name that tells nothing, and told to her."""

from __future__ import annotations

import re
import zlib

import pytest
from django.test import Client

from decision_aids.desk.keyring import room_key_for
from decision_aids.desk.notes import write_note
from decision_aids.desk.views import paper
from decision_aids.journeys.pdf import make_pdf
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import open_room
from decision_aids.sharing.services import say
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.desk.test_at_once import at_once, post, statuses, twin
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
STREAM = re.compile(rb"stream\r?\n(x.*?)\r?\nendstream", re.DOTALL)
ACTIONS = (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/SubmitForm")


def asked(writer: Visitor, crew: Crew, **more: str) -> Share:
    """A question with her letter; `on_paper` when she ticked that."""
    writer.open("/nl/s/share/new/1/")
    assert not re.search(r'name="on_paper"[^>]*\schecked', writer.html)
    ask(writer, crew, "Mag ik iets vragen?", "my-letter")
    if more:
        Share.objects.all().delete()
        writer.open("/nl/s/share/new/1/")
        chosen = {"team": str(crew.team.pk), "question": "Mag ik iets vragen?", **more}
        writer.send({**chosen, "preview": "1"})
        writer.send({**chosen, "send": "1"})
    return Share.objects.get()


def words_of(monkeypatch: pytest.MonkeyPatch, client: Client, share: Share) -> str:
    """What stands in the document, as it is handed to the maker of the PDF."""
    seen: list[str] = []
    monkeypatch.setattr(paper, "make_pdf", lambda html: seen.append(html) or make_pdf(html))
    assert client.post(f"/desk/{share.pk}/paper/").content.startswith(b"%PDF-")
    return seen[0]


def test_without_her_yes_there_is_no_document(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    share, client = asked(writer, crew), desk_of(crew)

    page = client.post(f"/desk/{share.pk}/paper/")

    assert (page.status_code, share.on_paper) == (409, False)
    assert client.get(f"/desk/{share.pk}/paper/").status_code == 405
    assert f"/desk/{share.pk}/paper/" not in client.get(f"/desk/{share.pk}/").content.decode()


def test_with_her_yes_there_is_one_and_she_sees_that_it_was_made(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    share, client = asked(writer, crew, on_paper="on"), desk_of(crew)
    write_note(share, crew.helper, crew.secret, nonce="aa" * 16, text="Onder ons", who="Noord")

    made = client.post(f"/desk/{share.pk}/paper/")

    assert made.content.startswith(b"%PDF-")
    assert made.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert made.headers["Cache-Control"] == "no-store"
    writer.open(f"/nl/s/share/{share.short}/")
    assert "Noord maakte een document van dit gesprek" in writer.html


def test_in_the_document_stands_the_talk_as_text_and_no_private_note(
    writer: Visitor, crew: Crew, desk_of: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, client = asked(writer, crew, on_paper="on", answers=block_id("my-letter")), desk_of(crew)
    write_note(share, crew.helper, crew.secret, nonce="aa" * 16, text="Onder ons", who="Noord")
    client.post(f"/desk/{share.pk}/say/", {"text": "Dat mag.\n\n<b>Altijd.</b>", "nonce": "ab" * 16})

    html = words_of(monkeypatch, client, share)

    assert "<p>Mag ik iets vragen?</p>" in html
    assert "<p>Dat mag.</p>\n\n<p>&lt;b&gt;Altijd.&lt;/b&gt;</p>" in html
    assert "Lieve ik, dit is geheim." in html
    assert "Onder ons" not in html


def test_what_happened_in_a_room_does_not_stand_in_its_document(
    writer: Visitor, crew: Crew, desk_of: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, client = asked(writer, crew, on_paper="on"), desk_of(crew)
    client.get(f"/desk/{share.pk}/")  # she sees in her room that it was opened
    client.post(f"/desk/{share.pk}/close/", {"seen": "1"})

    html = words_of(monkeypatch, client, share)

    key = room_key_for(crew.helper, crew.secret, share)
    assert [said.event for said in open_room(share, key).thread] == ["", "opened", "closed", "printed"]
    assert (html.count("<article>"), "<p>Mag ik iets vragen?</p>" in html) == (1, True)


def test_she_takes_it_back_and_gives_it_again(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    share, client = asked(writer, crew, on_paper="on"), desk_of(crew)

    writer.open(f"/nl/s/share/{share.short}/paper/")
    writer.send({"no": "1"})
    refused = client.post(f"/desk/{share.pk}/paper/")
    writer.open(f"/nl/s/share/{share.short}/paper/")
    writer.send({"yes": "1"})
    made = client.post(f"/desk/{share.pk}/paper/")

    assert (refused.status_code, made.status_code) == (409, 200)
    key = room_key_for(crew.helper, crew.secret, share)
    events = [said.event for said in open_room(share, key).thread if said.event not in ("", "opened")]
    assert events == ["no paper", "paper", "printed"]


def test_nobody_else_makes_a_document(writer: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    share = asked(writer, crew, on_paper="on")

    assert desk_of(other_crew).post(f"/desk/{share.pk}/paper/").status_code == 410
    crew.helper.memberships.update(reads_only=True)
    assert desk_of(crew).post(f"/desk/{share.pk}/paper/").status_code == 410
    assert not Message.objects.filter(side=Message.Side.NOTE).exclude(nonce="").exists()


def test_hostile_texts_on_paper_run_open_and_fetch_nothing(writer: Visitor, crew: Crew, desk_of: Unlock) -> None:
    share, client = asked(writer, crew, on_paper="on"), desk_of(crew)
    key = room_key_for(crew.helper, crew.secret, share)
    for number, text in enumerate(HOSTILE[::3]):
        say(share, key, side=Message.Side.OWNER, nonce=f"{number:032x}", text=text[:300])

    pdf = client.post(f"/desk/{share.pk}/paper/").content

    assert pdf.startswith(b"%PDF-")
    streams = [zlib.decompressobj().decompress(part) for part in STREAM.findall(pdf)]
    for part in (STREAM.sub(b"", pdf), *(one for one in streams if b"/Type" in one)):
        assert [name for name in ACTIONS if name in part] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(2))
def test_a_document_while_she_takes_the_permission_back_is_told_or_not_made(
    writer: Visitor, crew: Crew, desk_of: Unlock, attempt: int
) -> None:
    share, client = asked(writer, crew, on_paper="on"), desk_of(crew)
    writer.open(f"/nl/s/share/{share.short}/paper/")
    tab = twin(writer)

    back, made = at_once(lambda: tab.send({"no": "1"}), post(client, share, "paper"))

    assert statuses([back]) == [200]
    key = room_key_for(crew.helper, crew.secret, share)
    events = [said.event for said in open_room(share, key).thread if said.event not in ("", "opened")]
    assert (made.status_code, events) in ((200, ["printed", "no paper"]), (409, ["no paper"]))
