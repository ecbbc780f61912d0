"""What is typed reaches the other side as text, whatever it is: as a question, an answer, a reply, feedback, a note."""

from __future__ import annotations

import functools
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.test import Client

from cms.base.sanitise import UNSEEN, linkify
from decision_aids.desk.keyring import room_key_for
from decision_aids.desk.notes import write_note
from decision_aids.desk.notices import send_notices
from decision_aids.exercises.fields import clean_text
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.services import say, withdraw_share
from tests.cms.base.hostile import HOSTILE
from tests.decision_aids.conftest import block_id
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db
CORPUS = [text for text in HOSTILE if clean_text(text)]
SAFE = {"p", "br", "a", "li", "ol", "ul", "article", "header", "b", "span", "div", "link"}
A_TALK = 40  # as many as a room may be asked to show in one test


class Shape(HTMLParser):
    """The elements of a page with their attributes, and whatever of it could run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(sorted(name for name, _value in attrs))
        self.elements.append((tag, names))
        if tag == "a" and dict(attrs).get("rel"):
            self.links.append(str(dict(attrs)["href"]))


@functools.lru_cache(maxsize=16)
def shape_of(page: str) -> Shape:
    """Read a page as a browser would; one that was just read is not read again."""
    shape = Shape()
    shape.feed(page)
    shape.close()
    return shape


def dangers(page: str) -> list[str]:
    """What stands in a page that no page of ours has: handlers, scripts with a body, frames, addresses that run."""
    shape = shape_of(page)
    tags = {"iframe", "object", "embed", "applet", "base", "frameset", "portal", "style", "marquee", "dialog", "math"}
    found = [tag for tag, _names in shape.elements if tag in tags]
    found += [name for _tag, names in shape.elements for name in names if name.startswith("on") or name == "style"]
    found += [href for href in shape.links if not href.lower().startswith(("http://", "https://"))]
    return found


def test_there_are_many_of_them() -> None:
    assert len(HOSTILE) >= 300


@pytest.mark.parametrize("start", range(0, len(CORPUS), A_TALK))
def test_a_talk_of_hostile_texts_is_shown_as_text_on_both_sides(
    writer: Visitor, crew: Crew, desk_of: Unlock, start: int
) -> None:
    texts = CORPUS[start : start + A_TALK]
    ask(writer, crew, texts[0][:2_000], "my-letter")
    share, client = Share.objects.get(), desk_of(crew)
    send_notices()
    plain = _elements(writer, client, share)
    room_key = room_key_for(crew.helper, crew.secret, share)
    for number, text in enumerate(texts):
        said = {"text": clean_text(text)[:2_000], "nonce": f"{number:032x}"}
        say(share, room_key, side=Message.Side.OWNER, **said)
        say(share, room_key, side=Message.Side.TEAM, who="Noord", **{**said, "nonce": f"a{number:031x}"})
        about = block_id("my-letter")
        say(share, room_key, side=Message.Side.TEAM, who="Noord", about=about, **{**said, "nonce": f"b{number:031x}"})
        write_note(share, crew.helper, crew.secret, nonce=said["nonce"], text=said["text"], who="Noord")

    writer.open(f"/nl/s/share/{share.short}/")
    desk = client.get(f"/desk/{share.pk}/").content.decode()
    inbox = client.get("/desk/").content.decode()

    assert (dangers(writer.html), dangers(desk), dangers(inbox)) == ([], [], [])
    for text in texts:
        shown = str(linkify(clean_text(text)[:2_000]))
        assert shown in writer.html
        assert shown in desk
    added = {*shape_of(writer.html).elements, *shape_of(desk).elements} - plain
    assert {tag for tag, _names in added} <= SAFE
    assert [message.message().as_string().count("Er is iets nieuws op je werkplek.") for message in mail.outbox] == [1]


def _elements(writer: Visitor, client: Client, share: Share) -> set[tuple[str, tuple[str, ...]]]:
    writer.open(f"/nl/s/share/{share.short}/")
    page = client.get(f"/desk/{share.pk}/").content.decode()
    return {*shape_of(writer.html).elements, *shape_of(page).elements}


def test_a_hostile_question_passes_the_form_the_preview_and_the_desk_as_text(
    writer: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    client = desk_of(crew)
    for number, text in enumerate(CORPUS):
        writer.open("/nl/s/share/new/1/")
        chosen = {"team": str(crew.team.pk), "question": text, "nonce": f"{number:032x}"}
        writer.send({**chosen, "preview": "1"})
        assert dangers(writer.html) == []
        if len(clean_text(text)) > 2_000:
            assert writer.page.status_code == 422
            continue
        shown = str(linkify(clean_text(text)))
        assert shown in writer.html
        assert not UNSEEN.search(shown)
        if number % 16:  # so many at once would be refused
            continue

        writer.send({**chosen, "send": "1"})
        share = Share.objects.get()
        desk = client.get(f"/desk/{share.pk}/").content.decode()
        assert dangers(desk) == []
        assert shown in desk
        withdraw_share(share)
