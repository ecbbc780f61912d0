"""The search for marks is not blind: it finds one in every spelling, and in every place where one could stay."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import secrets
import sqlite3
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.marks import Marks, places_of

SPELLERS = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16-le"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 one further": lambda text: base64.urlsafe_b64encode(b"a" + text.encode()),
    "base64 two further": lambda text: base64.b64encode(b"ab" + text.encode() + b"c"),
    "address": lambda text: quote(text).encode(),
    "json": lambda text: json.dumps(text).encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "gzip": lambda text: b"before" + gzip.compress(text.encode()) + b"after",
    "zlib": lambda text: b"before" + zlib.compress(text.encode()) + b"after",
}


@pytest.mark.parametrize("spell", SPELLERS.values(), ids=SPELLERS)
def test_the_scan_finds_a_mark_in_every_spelling(tmp_path: Path, spell: Any) -> None:
    (tmp_path / "file").write_bytes(b"\x00noise " + spell("mérk0123456789") + b" noise")

    assert places_of(["mérk0123456789"], tmp_path) == {"file": ["mérk0123456789"]}
    assert places_of(["another0123456789"], tmp_path) == {}


@pytest.mark.parametrize("spell", SPELLERS.values(), ids=SPELLERS)
def test_the_beginning_that_marks_share_finds_each_of_them(tmp_path: Path, spell: Any) -> None:
    marks = Marks()
    (tmp_path / "file").write_bytes(spell(f"Voor {marks.new()} en na"))

    assert places_of(marks.wanted(), tmp_path) == {"file": [marks.stem]}
    assert places_of(Marks().wanted(), tmp_path) == {}


def test_the_scan_reads_a_database_by_row(tmp_path: Path) -> None:
    """A long text lies in pieces in the file: a mark can be cut in two."""
    marks = Marks()
    with contextlib.closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("CREATE TABLE things (one BLOB)")
        for length in range(4_000, 4_000 + len(marks.stem)):
            database.execute("INSERT INTO things VALUES (?)", (b"x" * length + marks.new().encode() + b"x" * 9_000,))
        database.commit()
        assert places_of(marks.wanted(), tmp_path) == {"db.sqlite3": [marks.stem]}
        database.execute("DELETE FROM things")
        database.execute("INSERT INTO things VALUES (?)", (zlib.compress(marks.new().encode()),))
        database.commit()

    assert places_of(marks.wanted(), tmp_path) == {"db.sqlite3": [marks.stem]}


def test_a_sound_carries_marks_in_what_is_heard_and_in_what_it_tells(tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / "sound").write_bytes(marks.sound())

    assert places_of(marks.given, tmp_path) == {"sound": marks.given}
    assert len(marks.given) == 2


def test_pieces_of_a_recording_are_found_where_they_lie(tmp_path: Path) -> None:
    marks, sound = Marks(), bytes(500) + secrets.token_bytes(500)
    marks.recorded(sound)
    (tmp_path / "plain").write_bytes(b"before" + sound)
    (tmp_path / "packed").write_bytes(gzip.compress(sound))
    (tmp_path / "other").write_bytes(secrets.token_bytes(2_000))

    assert len(marks.others) == 5
    assert places_of(marks.others, tmp_path) == dict.fromkeys(("packed", "plain"), sorted(marks.others, key=repr))


def test_a_drawing_is_found_as_it_is_sent_and_as_it_is_shown(tmp_path: Path) -> None:
    marks = Marks()
    lines = marks.drawing()
    numbers = [int(number) for number in lines.strip("[]").split(",")][2:]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    (tmp_path / "sent").write_text(lines)
    (tmp_path / "shown").write_text(f'<polyline points="{" ".join(f"{x},{y}" for x, y in pairs)}"/>')
    (tmp_path / "kept").write_text(json.dumps(numbers))

    assert set(places_of(marks.wanted(), tmp_path)) == {"sent", "shown", "kept"}
