"""Marks to type and to record, and the search for them afterwards: in every file, in whatever spelling."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import re
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from tests.factories import sounds

PACKED = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")  # how gzip and zlib begin
DATABASE = b"SQLite format 3\0"


class Marks:
    """The marks of one test. All begin alike, so that searching for one beginning finds every one of them.

    `others` are what cannot begin so and is looked for besides: words, codes, the lines of a drawing, bytes of a recording.
    """

    def __init__(self) -> None:
        self.stem = f"kanarie{secrets.token_hex(6)}"
        self.given: list[str] = []
        self.others: list[str | bytes] = []

    def new(self) -> str:
        """A mark that was not given out before."""
        self.given.append(f"{self.stem}n{len(self.given):04d}")
        return self.given[-1]

    def say(self) -> str:
        """Something to type, with a new mark in it."""
        return f"Ik vind dit é {self.new()} 'moeilijk' & <b>zo</b>"

    def sound(self) -> bytes:
        """A second of noise: a mark again and again, and one in what the file tells about itself."""
        silence = sounds.wav(beside=b"INFOICMT" + self.new().encode())
        noise = self.new().encode() * 1_000
        return silence[:-16_000] + noise[:16_000]

    def drawing(self) -> str:
        """A line as the sheet sends it, with places that nobody else draws at."""
        return self.drawn(f"[[0,2,{','.join(str(100 + secrets.randbelow(600)) for _ in range(12))}]]")

    def drawn(self, lines: str) -> str:
        """The lines that somebody drew, remembered in the ways in which they are written."""
        for line in re.findall(r"\[\d,\d,([\d,]+)\]", lines):
            places = line.split(",")[:12]
            pairs = [",".join(places[at : at + 2]) for at in range(0, len(places), 2)]
            self.others += [",".join(places), ", ".join(places), " ".join(pairs)]
        return lines

    def recorded(self, sound: bytes) -> None:
        """A recording, remembered by some pieces of it that are not mere silence."""
        pieces = [sound[at : at + 24] for at in range(len(sound) // 4, len(sound), 24)]
        self.others += [piece for piece in pieces if len(set(piece)) > 16][:5]

    def code(self, shown: str) -> str:
        """A code as it was shown, remembered in the ways in which it is written; gives it as somebody types it."""
        for between in ("-", " ", ""):
            written = shown.replace("-", between)
            self.others += [written, written.lower()]
        return shown.lower().replace("-", " ")

    def words(self, shown: list[str]) -> str:
        """The words of a phrase, remembered two by two; gives them as somebody types them."""
        for pair in itertools.pairwise(shown):
            self.others += [" ".join(pair), " ".join(pair).upper(), '", "'.join(pair)]
        return " ".join(shown).upper()

    def wanted(self) -> list[str | bytes]:
        """All that has to be searched for."""
        return [self.stem, *self.others]


def spellings(what: str | bytes) -> set[bytes]:
    """The ways in which a text can stand in a file; of bytes, those that keep them as they are."""
    plain = what.encode() if isinstance(what, str) else what
    found = {plain, plain.hex().encode(), plain.hex().upper().encode()}
    if isinstance(what, str):
        found |= {what.encode("utf-16-le"), what.encode("utf-16-be")}
        found |= {quote(what).encode(), json.dumps(what)[1:-1].encode()}
    for offset in range(3):
        coded = base64.b64encode(b"x" * offset + plain)
        inside = coded[4 if offset else 0 : -4]  # what stands beside it changes the characters at both ends
        found |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """What a file holds: as it is, and every gzip or zlib stream that lies in it."""
    yield content
    view = memoryview(content)
    for head in PACKED:
        start = content.find(head)
        while start >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(wbits=47).decompress(view[start:])
            start = content.find(head, start + 1)


def rows_of(path: Path) -> Iterator[bytes]:
    """The values of a database, whole: in its file a long one lies in pieces."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.text_factory = bytes
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            with contextlib.suppress(sqlite3.DatabaseError):  # a table of a module that is not here
                for row in database.execute(f'SELECT * FROM "{name.decode()}"'):  # noqa: S608 (names of the database)
                    yield b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in row)


def places_of(texts: Iterable[str | bytes], folder: Path) -> dict[str, list[str | bytes]]:
    """In which files of a folder which texts and bytes stand."""
    wanted = [(text, spelling) for text in texts for spelling in spellings(text)]
    found: dict[str, set[str | bytes]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        whole = path.read_bytes()
        contents = [b"\0".join(rows_of(path))] if whole.startswith(DATABASE) else []
        for content in (*unpacked(whole), *(part for more in contents for part in unpacked(more))):
            here = {text for text, spelling in wanted if spelling in content}
            if here:
                found.setdefault(str(path.relative_to(folder)), set()).update(here)
    return {name: sorted(here, key=repr) for name, here in found.items()}
