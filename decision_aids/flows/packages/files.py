"""The pictures, films and documents of a package: checked, stored once, and taken back when loading fails."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import AbstractImage

from cms.library.models import MediaTrack
from decision_aids.flows.packages.naming import about
from decision_aids.flows.packages.reading import Entry, Package

ACTIVE_DRAWING = re.compile(rb"<script|\bon[a-z]+\s*=|javascript:|<foreignObject", re.IGNORECASE)


class FileStore:
    """Stores the files of one package, and remembers which it stored."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.holders: list[Any] = []

    def put(self, thing: Any, entry: Entry) -> bool:
        """Give an object its file; False when it has the very same one. Raises `ValueError` for a file that is refused."""
        content = self.package.read(entry.media)
        if thing.pk and _digest_of(thing.file) == hashlib.sha1(content, usedforsecurity=False).hexdigest():
            return False
        if isinstance(thing, AbstractImage):
            self._check_picture(entry, content)
        name = entry.media.rpartition("/")[2]
        try:
            for validator in about(thing).get_field("file").validators:
                validator(ContentFile(content, name))
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        thing.file = ContentFile(content, name)  # stored when the object is saved
        self.holders.append(thing)
        thing.file_size = len(content)
        if hasattr(thing, "file_hash"):
            thing.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        return True

    def put_tracks(self, thing: Any, entry: Entry) -> None:
        """Give a film its captions. Raises `ValueError`."""
        for part in entry.tracks:
            name = str(part.get("file", ""))
            kind = str(part.get("kind") or MediaTrack.Kind.CAPTIONS)
            language = str(part.get("srclang") or entry.language or "nl")
            track = thing.tracks.filter(kind=kind, srclang=language).first()
            track = track or MediaTrack(media=thing, kind=kind, srclang=language)
            track.label = str(part.get("label") or language)
            track.default = bool(part.get("default"))
            try:
                content = self.package.read(name)
            except (KeyError, OSError) as error:
                raise ValueError(_("There is no file %(name)s.") % {"name": name}) from error
            fresh = (
                track.pk is None or _digest_of(track.file) != hashlib.sha1(content, usedforsecurity=False).hexdigest()
            )
            if fresh:
                track.file = ContentFile(content, name.rpartition("/")[2])
            try:
                track.full_clean()
            except ValidationError as error:
                raise ValueError(" ".join(error.messages)) from error
            finally:
                if not fresh:  # checking a stored file opened it
                    track.file.close()
            track.save()
            self.holders.append(track)

    def take_back(self) -> None:
        """Delete what was stored: the rows that named it are gone."""
        for holder in self.holders:
            if holder.file and holder.file._committed:  # noqa: SLF001 (Django tells it nowhere else)
                holder.file.delete(save=False)

    def _check_picture(self, entry: Entry, content: bytes) -> None:
        if entry.media.endswith(".svg") and ACTIVE_DRAWING.search(content):
            raise ValueError(_("This drawing holds a script. Take it out."))
        try:
            WagtailImageField().clean(SimpleUploadedFile(entry.media.rpartition("/")[2], content))
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error


def _digest_of(file: Any) -> str:
    """Name the contents of a stored file; "" when it is gone."""
    if not file:
        return ""
    try:
        with file.storage.open(file.name, "rb") as stored:
            return hashlib.file_digest(stored, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
    except OSError:
        return ""
