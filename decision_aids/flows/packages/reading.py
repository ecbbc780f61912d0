"""A package as it lies in a folder or a zip: its parts as plain JSON, and what cannot be read in it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

FORMAT = 1
MOST_FILES = 2000
MOST_BYTES = 200 * 1024 * 1024  # unpacked; a zip may claim to be small and be large
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in a package: in which file, where in it, and what."""

    file: str
    path: str
    words: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.path, self.words) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a package. `parent` only for a page; `media` is the file and `tracks` what belongs to it."""

    source: str
    where: str
    model: str
    key: str
    language: str
    fields: dict[str, Any]
    parent: str = ""
    media: str = ""
    tracks: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Package:
    """A package read in. `read` gives the bytes of one of its files."""

    name: str
    title: str
    media: list[Entry]
    snippets: list[Entry]
    pages: list[Entry]
    read: Callable[[str], bytes]
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def entries(self) -> Iterator[Entry]:
        yield from self.media
        yield from self.snippets
        yield from self.pages


class Unreadable(Exception):
    """This is no package at all; the message says why, for a person."""


def read_folder(folder: Path) -> Package:
    """Read a package from a folder. Raises `Unreadable`."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return _read(names, lambda name: (folder / name).read_bytes())


def read_zip(file: BinaryIO) -> Package:
    """Read a package from a zip, without writing anything to disk. Raises `Unreadable`."""
    try:
        archive = zipfile.ZipFile(file)
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(_("This is not a zip file.")) from error
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
        raise Unreadable(_("There is too much in this file."))
    names = sorted(info.filename for info in infos)
    folder = _folder_of(names)

    def read(name: str) -> bytes:
        try:
            return archive.read(folder + name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise Unreadable(_("This file is damaged: %(name)s") % {"name": name}) from error

    return _read([name.removeprefix(folder) for name in names if name.startswith(folder)], read)


def _folder_of(names: list[str]) -> str:
    """Find where in a zip the package lies: many tools put a folder around it."""
    found = [name.removesuffix("package.json") for name in names if name.rpartition("/")[2] == "package.json"]
    return min(found, key=len) if found else ""


def _read(names: list[str], read: Callable[[str], bytes]) -> Package:
    if "package.json" not in names:
        raise Unreadable(_("There is no package.json in it."))
    troubles: list[Trouble] = []
    about = _json("package.json", read, troubles)
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Unreadable(_("This package is of a kind that we do not know."))
    name = about.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Unreadable(_("The name in package.json may hold only small letters, figures and hyphens."))
    package = Package(name, str(about.get("title") or name), [], [], [], read, troubles)
    for file in names:
        folder, _sep, _rest = file.rpartition("/")
        if file == "media.json":
            package.media.extend(_entries(file, read, troubles, names))
        elif folder == "snippets" and file.endswith(".json"):
            package.snippets.extend(_entries(file, read, troubles, names))
        elif folder == "pages" and file.endswith(".json"):
            package.pages.extend(_entries(file, read, troubles, names))
    return package


def _entries(file: str, read: Callable[[str], bytes], troubles: list[Trouble], names: list[str]) -> Iterator[Entry]:
    raw = _json(file, read, troubles)
    for index, part in enumerate(raw if isinstance(raw, list) else [raw]):
        where = f"[{index}]" if isinstance(raw, list) else ""
        if part is None:
            continue
        if not isinstance(part, dict):
            troubles.append(Trouble(file, where, _("This is not an object.")))
            continue
        missing = [key for key in ("model", "key", "fields") if not part.get(key)]
        missing += [key for key in ("parent", "language") if file.startswith("pages/") and not part.get(key)]
        missing += [key for key in ("file",) if file == "media.json" and part.get("file") not in names]
        if missing or not isinstance(part["fields"], dict):
            lacking = ", ".join(missing or ["fields"])
            troubles.append(Trouble(file, where, _("This is missing or wrong: %(names)s") % {"names": lacking}))
            continue
        yield Entry(
            source=file,
            where=where,
            model=str(part["model"]).lower(),
            key=str(part["key"]),
            language=str(part.get("language") or ""),
            fields=part["fields"],
            parent=str(part.get("parent") or ""),
            media=str(part.get("file") or ""),
            tracks=tuple(track for track in part.get("tracks") or () if isinstance(track, dict)),
        )


def _json(file: str, read: Callable[[str], bytes], troubles: list[Trouble]) -> Any:
    try:
        return json.loads(read(file).decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        troubles.append(Trouble(file, "", _("This is not JSON: %(error)s") % {"error": error}))
        return None
