"""Marks to type and to record, and the search for them afterwards: in every file, in whatever spelling."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
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

    `others` are what cannot begin so and is looked for besides: seven words, codes, the lines of a drawing.
    """

    def __init__(self) -> None:
        self.stem = f"kanarie{secrets.token_hex(6)}"
        self.given: list[str] = []
        self.others: list[str] = []

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
        places = [str(100 + secrets.randbelow(600)) for _ in range(12)]
        pairs = [",".join(places[at : at + 2]) for at in range(0, 12, 2)]
        self.others += [",".join(places), ", ".join(places), " ".join(pairs)]
        return f"[[0,2,{','.join(places)}]]"

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

    def wanted(self) -> list[str]:
        """All that has to be searched for."""
        return [self.stem, *self.others]


def spellings(text: str) -> set[bytes]:
    """The ways in which a text can stand in a file."""
    plain = text.encode()
    found = {
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
    }
    found |= {quote(text).encode(), json.dumps(text)[1:-1].encode()}
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


def places_of(texts: Iterable[str], folder: Path) -> dict[str, list[str]]:
    """In which files of a folder which texts stand."""
    wanted = [(text, spelling) for text in texts for spelling in spellings(text)]
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        whole = path.read_bytes()
        contents = [b"\0".join(rows_of(path))] if whole.startswith(DATABASE) else []
        for content in (*unpacked(whole), *(part for more in contents for part in unpacked(more))):
            here = {text for text, spelling in wanted if spelling in content}
            if here:
                found.setdefault(str(path.relative_to(folder)), set()).update(here)
    return {name: sorted(here) for name, here in found.items()}
