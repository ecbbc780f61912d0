"""A shared drawing or sound: copied into the room, read there by who may, gone with it, and no way back to the journey."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.base.headers import NOTHING_RUNS
from decision_aids.journeys.models import Attachment
from decision_aids.sharing.models import Share, SharedAttachment
from tests.decision_aids.conftest import block_id, chapter_of, item_of, step_of
from tests.decision_aids.database_dump import all_rows, byte_strings
from tests.decision_aids.desk.conftest import Unlock
from tests.decision_aids.sharing.conftest import Crew, ask
from tests.factories import sounds
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

LINES = [[0, 1, 111, 222, 333, 444]]
RECORDING = sounds.webm(5)
SOURCE = re.compile(r'src="([^"]*/a/[0-9a-f]{8}/)"')


def field(item: str, suffix: str) -> str:
    return f"{block_id(item)[:8]}-{suffix}"


@pytest.fixture
def maker(publish_aid: Any, visitor: Visitor) -> Visitor:
    """A visitor who drew something and said something."""
    aid = publish_aid(
        [
            chapter_of("all"),
            step_of(
                "make",
                item_of("vrijuit.drawing", "sheet", label="Mijn tekening", help=""),
                item_of("vrijuit.sound", "voice", label="Mijn stem", help=""),
            ),
            step_of("end", {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}, outcome=True),
        ]
    )
    visitor.start(aid)
    draw(visitor, LINES, sound=RECORDING)
    return visitor


def draw(visitor: Visitor, lines: Any, *, sound: bytes | None = None) -> None:
    """Send the step."""
    visitor.open(f"/nl/s/1/{block_id('make')[:8]}/")
    data: dict[str, Any] = {field("sheet", "drawing"): json.dumps(lines)}
    if sound is not None:
        data[field("voice", "sound")] = SimpleUploadedFile("sound", sound, "audio/webm")
    visitor.send(data)


def test_a_helper_sees_and_hears_what_was_chosen(maker: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(maker, crew, "Wat zie je?", "sheet", "voice")
    share = Share.objects.get()
    desk = desk_of(crew)

    drawing, sound = SOURCE.findall(desk.get(f"/desk/{share.pk}/").content.decode())
    picture, heard = desk.get(drawing), desk.get(sound)

    assert drawing.startswith(f"/desk/{share.pk}/a/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    assert b'points="111,222 333,444"' in picture.content
    assert (heard.content, heard["Content-Type"]) == (RECORDING, "audio/webm")
    for response in (picture, heard):
        assert response["Content-Security-Policy"] == NOTHING_RUNS
        assert response["Cache-Control"] == "no-store"
        assert response["Content-Disposition"] == 'attachment; filename="document"'


def test_what_was_not_chosen_does_not_go_along(maker: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(maker, crew, "Wat zie je?", "sheet")
    share = Share.objects.get()
    maker.open("/nl/s/1/read/")
    _drawing, sound = SOURCE.findall(maker.html)

    assert SharedAttachment.objects.count() == 1
    assert desk_of(crew).get(f"/desk/{share.pk}/a/{sound[-9:-1]}/").status_code == 410


def test_nobody_else_gets_it(maker: Visitor, crew: Crew, other_crew: Crew, desk_of: Unlock) -> None:
    ask(maker, crew, "Wat zie je?", "sheet")
    (address,) = SOURCE.findall(desk_of(crew).get(f"/desk/{Share.objects.get().pk}/").content.decode())
    locked = Visitor()

    assert desk_of(other_crew).get(address).status_code == 410
    assert maker.client.get(address).status_code == 302  # to sign in
    assert locked.client.get(address).status_code == 302


def test_she_finds_it_in_her_own_talk_and_before_she_sends(maker: Visitor, crew: Crew) -> None:
    maker.open("/nl/s/share/new/1/")
    maker.send({"team": str(crew.team.pk), "question": "Zie je?", "answers": [block_id("sheet")], "preview": "1"})
    (before,) = SOURCE.findall(maker.html)
    assert before.startswith("/nl/s/1/a/")

    ask(maker, crew, "Wat zie je?", "sheet")
    maker.open(f"/nl/s/share/{Share.objects.get().short}/")
    (address,) = SOURCE.findall(maker.html)

    assert address.startswith(f"/nl/s/share/{Share.objects.get().short}/a/")
    assert b"111,222" in maker.client.get(address).content
    assert Visitor().client.get(address).status_code == 404


def test_a_copy_stays_as_it_was_and_a_new_one_takes_its_place_only_when_she_says_so(
    maker: Visitor, crew: Crew, desk_of: Unlock
) -> None:
    ask(maker, crew, "Wat zie je?", "sheet", "voice")
    share = Share.objects.get()
    desk = desk_of(crew)
    (old, _sound) = SOURCE.findall(desk.get(f"/desk/{share.pk}/").content.decode())

    draw(maker, [[1, 0, 5, 6, 7, 8]])
    assert b"111,222" in desk.get(old).content

    maker.open(f"/nl/s/share/{share.short}/change/")
    maker.send({"answers": [block_id("sheet")], "preview": "1"})
    maker.send({"answers": [block_id("sheet")], "send": "1"})
    (new,) = SOURCE.findall(desk.get(f"/desk/{share.pk}/").content.decode())

    assert b"5,6 7,8" in desk.get(new).content
    assert desk.get(old).status_code == 410
    assert SharedAttachment.objects.count() == 1


def test_taking_it_back_takes_the_copies_and_leaves_hers(maker: Visitor, crew: Crew, desk_of: Unlock) -> None:
    ask(maker, crew, "Wat zie je?", "sheet", "voice")
    share = Share.objects.get()
    desk = desk_of(crew)
    (address, _sound) = SOURCE.findall(desk.get(f"/desk/{share.pk}/").content.decode())

    maker.open(f"/nl/s/share/{share.short}/withdraw/")
    maker.send()

    assert (SharedAttachment.objects.count(), Attachment.objects.count()) == (0, 2)
    assert desk.get(address).status_code == 410


def test_deleting_everything_takes_the_copies_too(maker: Visitor, crew: Crew) -> None:
    ask(maker, crew, "Wat zie je?", "sheet", "voice")

    maker.open("/nl/s/keep/delete/")
    maker.send({"delete": "1"})

    assert (SharedAttachment.objects.count(), Attachment.objects.count()) == (0, 0)


def test_a_copy_has_nothing_in_common_with_what_it_was_made_of(maker: Visitor, crew: Crew) -> None:
    ask(maker, crew, "Wat zie je?", "sheet", "voice")

    hers, copies = (
        {part for row in model.objects.all() for part in (row.pk.bytes, bytes(row.sealed))}
        for model in (Attachment, SharedAttachment)
    )
    assert len(hers) == len(copies) == 4
    assert not hers & copies
    for secret in (b"111,222", RECORDING[:64], b"audio/webm"):
        assert not any(secret in value for value in byte_strings(all_rows(), of_visitors=True))
