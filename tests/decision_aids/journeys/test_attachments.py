"""Drawings and sounds of a journey: kept sealed, shown to her alone, gone when no answer refers to them."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
import time_machine
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.base.headers import NOTHING_RUNS
from decision_aids.journeys.models import Attachment
from decision_aids.spaces.purging import purge_all
from tests.decision_aids.conftest import block_id, chapter_of, item_of, step_of
from tests.decision_aids.database_dump import all_rows, byte_strings, files_of_the_database
from tests.factories import sounds
from tests.factories.visitors import Visitor

pytestmark = pytest.mark.django_db

LINES = [[0, 1, 111, 222, 333, 444], [3, 2, 555, 666]]
OTHER_LINES = [[1, 0, 5, 6, 7, 8]]
ADDRESS = re.compile(r'src="(/nl/s/\d+/a/[0-9a-f]{8}/)"')


def name(item: str, suffix: str) -> str:
    """The name of a field."""
    return f"{block_id(item)[:8]}-{suffix}"


def at(step: str) -> str:
    """The address of a step."""
    return f"/nl/s/1/{block_id(step)[:8]}/"


def file(content: bytes) -> SimpleUploadedFile:
    """What a browser sends for a file field."""
    return SimpleUploadedFile("sound", content, "audio/webm")


@pytest.fixture
def aid(publish_aid: Any) -> Any:
    """A step with a sheet, a sound and a letter; one that must be answered; and the end."""
    return publish_aid(
        [
            chapter_of("all"),
            step_of(
                "make",
                item_of("vrijuit.drawing", "sheet", label="Teken", help=""),
                item_of("vrijuit.sound", "voice", label="Zeg", help=""),
                item_of("vrijuit.letter", "words", label="Schrijf", help="", prompt="", to=[]),
            ),
            step_of("end", {"type": "text", "id": block_id("bye"), "value": "<p>Dag.</p>"}, outcome=True),
        ]
    )


@pytest.fixture
def her(aid: Any, visitor: Visitor) -> Visitor:
    """Somebody at the first step."""
    visitor.start(aid)
    return visitor


def give(visitor: Visitor, *, lines: Any = None, sound: bytes | None = None, **more: Any) -> Any:
    """Send the step as a browser does, with everything else left as it is."""
    visitor.open(at("make"))
    data: dict[str, Any] = {name("sheet", "drawing"): json.dumps(lines) if lines is not None else "", **more}
    if sound is not None:
        data[name("voice", "sound")] = file(sound)
    return visitor.send(data)


def shown(visitor: Visitor, page: str = "/nl/s/1/read/") -> list[str]:
    """The addresses of the attachments on a page of hers."""
    visitor.open(page)
    return ADDRESS.findall(visitor.html)


def test_a_drawing_and_a_sound_are_kept_and_read_back(her: Visitor) -> None:
    recording = sounds.webm(5)
    give(her, lines=LINES, sound=recording, **{name("sheet", "words"): "Een huis"})
    assert her.address == at("end")

    drawing, sound = shown(her)
    assert 'alt="Een huis"' in her.html
    picture, heard = her.client.get(drawing), her.client.get(sound)

    assert (picture["Content-Type"], heard["Content-Type"]) == ("image/svg+xml", "audio/webm")
    assert b'points="111,222 333,444"' in picture.content
    assert heard.content == recording


def test_what_is_served_can_do_nothing_and_is_kept_nowhere(her: Visitor) -> None:
    give(her, lines=LINES, sound=sounds.webm(5))

    for address in shown(her):
        headers = her.client.get(address).headers
        assert headers["Content-Security-Policy"] == NOTHING_RUNS
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"] == 'attachment; filename="document"'
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Robots-Tag"] == "noindex, noarchive"


def test_a_player_gets_the_piece_that_it_asks_for(her: Visitor) -> None:
    recording = sounds.webm(5)
    give(her, sound=recording)
    (address,) = shown(her)

    def piece(asked: str) -> tuple[int, bytes, str]:
        response = her.client.get(address, headers={"range": asked, "accept-encoding": "gzip"})
        assert "Content-Encoding" not in response.headers
        return response.status_code, response.content, response.headers.get("Content-Range", "")

    whole = len(recording)
    assert piece("bytes=0-1") == (206, recording[:2], f"bytes 0-1/{whole}")
    assert piece("bytes=10-") == (206, recording[10:], f"bytes 10-{whole - 1}/{whole}")
    assert piece("bytes=-4") == (206, recording[-4:], f"bytes {whole - 4}-{whole - 1}/{whole}")
    assert piece(f"bytes={whole}-") == (416, b"", f"bytes */{whole}")
    for nonsense in ("bytes=-", "lines=1-2", "bytes=5-2,7-9", "bytes=x-"):
        assert piece(nonsense) == (200, recording, "")


def test_nobody_else_gets_it(her: Visitor, aid: Any) -> None:
    give(her, lines=LINES)
    (address,) = shown(her)
    other, nobody = Visitor(), Visitor()
    other.start(aid)
    give(other, lines=OTHER_LINES)
    (others,) = shown(other)

    assert [who.client.get(address).status_code for who in (other, nobody)] == [404, 404]
    assert [who.client.get(others).status_code for who in (her, nobody)] == [404, 404]
    others = (f"/nl/s/2{address[7:]}", "/nl/s/1/a/00000000/")
    assert [her.client.get(path).status_code for path in (address, *others)] == [200, 404, 404]


def test_a_row_moved_to_another_space_opens_for_nobody(her: Visitor, aid: Any) -> None:
    give(her, lines=LINES)
    (address,) = shown(her)
    other = Visitor()
    other.start(aid)
    give(other, lines=OTHER_LINES)
    (others,) = shown(other)
    mine, theirs = Attachment.objects.order_by("journey__space__slots__pk")

    Attachment.objects.filter(pk=theirs.pk).update(sealed=mine.sealed)

    assert (her.client.get(address).status_code, other.client.get(others).status_code) == (200, 500)


def test_the_same_sent_twice_is_one_and_another_takes_its_place(her: Visitor) -> None:
    recording = sounds.webm(5)
    give(her, lines=LINES, sound=recording)
    (drawing, sound), rows = shown(her), set(Attachment.objects.values_list("pk", flat=True))

    give(her, lines=LINES, sound=recording)
    assert (shown(her), set(Attachment.objects.values_list("pk", flat=True))) == ([drawing, sound], rows)

    give(her, lines=OTHER_LINES)
    newer, same = shown(her)
    assert (same, newer != drawing, Attachment.objects.count()) == (sound, True, 2)
    assert her.client.get(drawing).status_code == 404


def test_a_double_click_makes_one(her: Visitor) -> None:
    her.open(at("make"))
    hidden = her.hidden
    for _ in range(2):
        page = her.client.post(at("make"), {**hidden, name("voice", "sound"): file(sounds.webm(5))}, follow=True)
        assert page.status_code == 200

    assert Attachment.objects.count() == 1


def test_the_box_takes_it_away(her: Visitor) -> None:
    give(her, lines=LINES, sound=sounds.webm(5))

    give(her, **{name("sheet", "remove"): "on", name("voice", "remove"): "on"})

    assert shown(her) == []
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize("rubbish", [b"<script>alert(1)</script>", b"", sounds.webm(130)])
def test_a_sound_that_is_refused_loses_nothing_else(her: Visitor, rubbish: bytes) -> None:
    page = give(her, lines=LINES, sound=rubbish, **{name("words", "text"): "Een brief van mij"})

    assert "field--wrong" in her.html
    assert page.status_code in (200, 422)
    assert "Een brief van mij" in her.html
    assert json.loads(her.hidden[name("sheet", "drawing")].replace("&quot;", '"')) == LINES

    her.send({name("words", "text"): "Een brief van mij", name("sheet", "drawing"): json.dumps(LINES)})
    assert her.address == at("end")
    assert len(shown(her)) == 1


def test_a_sound_need_not_be_sent_again_when_something_else_was_wrong(her: Visitor) -> None:
    recording = sounds.webm(5)
    give(her, sound=recording, **{name("words", "text"): "lang " * 5_000})
    assert her.address == at("make")

    her.send({name("words", "text"): "kort"})

    (sound,) = shown(her)
    assert her.client.get(sound).content == recording


def test_a_sound_that_waits_goes_when_she_goes_on_without_it(her: Visitor) -> None:
    give(her, sound=sounds.webm(5), **{name("words", "text"): "lang " * 5_000})
    assert Attachment.objects.count() == 1

    give(her, **{name("words", "text"): "kort"})

    assert Attachment.objects.count() == 0


@pytest.mark.parametrize("named", ["f" * 32, "../../etc/passwd", "x", ""])
def test_a_sound_that_was_never_sent_is_nothing(her: Visitor, named: str) -> None:
    give(her, **{name("voice", "sound-kept"): named, name("words", "text"): "kort"})

    assert her.address == at("end")
    assert shown(her) == []


def test_a_sound_of_another_space_cannot_be_named(her: Visitor, aid: Any) -> None:
    other = Visitor()
    other.start(aid)
    give(other, sound=sounds.webm(5), **{name("words", "text"): "lang " * 5_000})
    named = other.hidden[name("voice", "sound-kept")]

    give(her, **{name("voice", "sound-kept"): named})

    assert shown(her) == []


def test_two_tabs_lose_neither_sound(her: Visitor) -> None:
    her.open(at("make"))
    old = her.hidden
    give(her, sound=sounds.webm(5))
    (first,) = shown(her)

    her.page = her.client.post(at("make"), {**old, name("voice", "sound"): file(sounds.webm(9))}, follow=True)
    her.address = at("make")
    assert her.client.get(first).content == sounds.webm(5)
    her.send({"go": "next"})

    (second,) = shown(her)
    assert her.client.get(second).content == sounds.webm(9)


def test_a_space_has_a_limit_and_what_is_replaced_makes_room(her: Visitor, settings: Any) -> None:
    settings.ATTACHMENT_LIMITS = {**project.ATTACHMENT_LIMITS, "space": 120_000}
    give(her, sound=sounds.wav(5))
    (first,) = shown(her)

    give(her, sound=sounds.wav(6))
    (second,) = shown(her)
    assert first != second

    give(her, sound=sounds.wav(60), **{name("words", "text"): "Een brief van mij"})
    assert her.address == at("make")
    assert "Een brief van mij" in her.html
    assert shown(her) == [second]
    assert Attachment.objects.count() == 1


def test_more_than_a_step_may_hold_is_turned_away_unread(her: Visitor, settings: Any) -> None:
    settings.ATTACHMENT_LIMITS = {**project.ATTACHMENT_LIMITS, "request": 50_000}

    her.open(at("make"))
    assert her.client.post(at("make"), {name("voice", "sound"): file(bytes(60_000))}).status_code == 413
    words = "application/x-www-form-urlencoded"
    assert her.client.post(at("make"), "x" * 300_000, content_type=words).status_code == 413


def test_a_full_sheet_and_a_long_letter_fit_together(her: Visitor) -> None:
    sheet = [[0, 1, *([999, 749] * 12_000)]]
    letter = "een woord " * 1_900

    give(
        her,
        lines=sheet,
        **{name("words", "text"): letter, name("sheet", "words"): letter, name("voice", "words"): letter},
    )

    assert her.address == at("end")
    assert len(shown(her)) == 1


def test_files_may_be_larger_than_words_and_only_on_a_step(her: Visitor) -> None:
    give(her)
    for path in (at("make"), at("end"), "/nl/s/return/"):
        her.open(path)
        assert her.client.post(path, {**her.hidden, "x": "x" * 500_000}, follow=True).status_code == 413, path
        recording = her.client.post(path, {**her.hidden, "x": file(sounds.wav(20))}, follow=True)
        assert recording.status_code == (413 if path.endswith("return/") else 200), path


def test_deleting_everything_takes_them_along(her: Visitor) -> None:
    give(her, lines=LINES, sound=sounds.webm(5))
    (address, _sound) = shown(her)

    her.open("/nl/s/keep/delete/")
    her.send({"delete": "1"})

    assert Attachment.objects.count() == 0
    assert her.client.get(address).status_code == 404


def test_the_daily_purge_takes_them_along(her: Visitor) -> None:
    give(her, lines=LINES, sound=sounds.webm(5))

    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)):
        purge_all()

    assert Attachment.objects.count() == 0


def test_nothing_of_it_stands_in_the_database_in_a_readable_form(her: Visitor) -> None:
    recording = sounds.wav(5, beside=b"Dit is heel geheim")
    give(her, lines=LINES, sound=recording, **{name("sheet", "words"): "Heel geheim huis"})
    addresses = shown(her)

    values = byte_strings(all_rows(), of_visitors=True)
    for secret in (b"geheim", b"111,222", b"RIFF", b"audio/wav", *(address[-9:-1].encode() for address in addresses)):
        assert not any(secret in value for value in values), secret
    for path in files_of_the_database():
        assert b"heel geheim" not in path.read_bytes().lower()


def test_only_the_step_that_records_may_ask_for_the_microphone(her: Visitor) -> None:
    def powers(path: str) -> str:
        her.open(path)
        return her.page.headers["Permissions-Policy"]

    assert "microphone=(self)" in powers(at("make"))
    assert "camera=()" in powers(at("make"))
    for path in ("/nl/s/1/", "/nl/s/1/read/", "/nl/"):
        assert "microphone=()" in powers(path)
    give(her)
    assert "microphone=()" in powers(at("end"))
    assert "microphone=(self)" in give(her, sound=b"rubbish").headers["Permissions-Policy"]


def test_a_sound_never_touches_the_disk(her: Visitor, tmp_path: Any, settings: Any, monkeypatch: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    settings.ATTACHMENT_LIMITS = {**project.ATTACHMENT_LIMITS, "sound": 6_000_000}

    give(her, sound=sounds.wav(100, rate=16_000))

    assert len(shown(her)) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_document_shows_the_drawing_and_says_how_long_the_sound_is(her: Visitor) -> None:
    give(her, lines=LINES, sound=sounds.webm(65))

    pdf = her.client.get("/nl/s/1/read/pdf/")

    assert pdf.status_code == 200
    assert pdf.content.startswith(b"%PDF")
