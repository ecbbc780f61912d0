"""Writes an aid, in all its languages and with everything that it refers to, to a zip that `loading` can read."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.text import slugify
from wagtail.blocks import ChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from decision_aids.flows.packages.filling import fillable
from decision_aids.flows.packages.homes import HOME
from decision_aids.flows.packages.naming import KINDS, PAGE, about, kind_of, model_of, rows
from decision_aids.flows.packages.reading import FORMAT
from decision_aids.flows.packages.streams import INTERNAL_LINK, LINK_ID, Visitor, visit


def write_package(aid: Page) -> bytes:
    """Give the zip of a package with this aid: what is live of it, or its newest draft when it is not live."""
    return _Writer(aid).write()


class _Writer:
    def __init__(self, aid: Page) -> None:
        self.aid = aid
        self.name = slugify(aid.slug)[:100] or "aid"
        self.keys: dict[tuple[str, Any], str] = {}
        self.homes = set(Site.objects.values_list("root_page__translation_key", flat=True))
        self.pages: dict[int, Page] = {}
        self.waiting: list[Page] = []
        self.things: dict[tuple[str, int], models.Model] = {}
        self.files: dict[str, bytes] = {}

    def write(self) -> bytes:
        for page in [self.aid, *self.aid.get_translations()]:
            self._add_page(page)
        pages = []
        while self.waiting:
            page = self.waiting.pop(0)
            shown = page if page.live else page.get_latest_revision_as_object()
            pages.append((page, self._fields(shown)))
        snippets: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        done: set[tuple[str, int]] = set()
        while set(self.things) - done:  # a film brings its poster
            for kind, pk in sorted(set(self.things) - done):
                snippets[kind].append(self._entry(kind, self.things[kind, pk]))
                done.add((kind, pk))
        self._put("package.json", self._about(pages))
        media = [entry for kind in ("image", "document", "media") for entry in snippets[kind]]
        if media:
            self._put("media.json", media)
        for kind in ("fact", "helpline", "organisation"):
            if snippets[kind]:
                self._put(f"snippets/{kind}s.json", snippets[kind])
        for page, fields in pages:
            language = page.locale.language_code
            key = self.keys[PAGE, page.translation_key]
            self._put(
                f"pages/{key}.{language}.json",
                {
                    "model": about(page).label_lower,
                    "key": key,
                    "parent": self._parent_key(page),
                    "language": language,
                    "fields": fields,
                },
            )
        return self._zip()

    # -- what goes in -----------------------------------------------------------------------------------

    def _about(self, pages: list[tuple[Page, Any]]) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "name": self.name,
            "title": self.aid.title,
            "version": "1.0",
            "languages": sorted({page.locale.language_code for page, _fields in pages}),
        }

    def _add_page(self, page: Page) -> None:
        if page.pk not in self.pages:
            self.pages[page.pk] = page.specific
            self.waiting.append(page.specific)
            self._key(PAGE, page.translation_key, page.slug)

    def _parent_key(self, page: Page) -> str:
        parent = page.get_parent()
        return self.keys[PAGE, parent.translation_key] if parent.pk in self.pages else HOME

    def _key(self, kind: str, identity: UUID | int, wish: str) -> str:
        """Give the key of a thing: the same in every language, and of no other thing of its kind."""
        if (kind, identity) not in self.keys:
            stem = slugify(wish)[:80] or kind
            taken = {key for (other, _identity), key in self.keys.items() if other == kind} | {HOME}
            key, number = stem, 1
            while key in taken:
                number += 1
                key = f"{stem}-{number}"
            self.keys[kind, identity] = key
        return self.keys[kind, identity]

    def _refer(self, model: type[models.Model], pk: Any) -> str | None:
        """Give the reference to an object and see to it that it comes along; None for what cannot."""
        thing = rows(model).filter(pk=pk).first()
        if thing is None:
            return None
        if isinstance(thing, Page):
            if thing.translation_key in self.homes:
                return f"ref:{PAGE}:{HOME}"
            if model_of(about(thing.specific_class).label_lower) is None:
                return None
            self._add_page(thing)
            return f"ref:{PAGE}:{self.keys[PAGE, thing.translation_key]}"
        kind = kind_of(type(thing))
        if not kind:
            return None
        self.things[kind, thing.pk] = thing
        return f"ref:{kind}:{self._thing_key(kind, thing)}"

    def _thing_key(self, kind: str, thing: Any) -> str:
        if hasattr(thing, "translation_key"):
            return self._key(kind, thing.translation_key, thing.key)
        return self._key(kind, thing.pk, thing.title)

    # -- how it is written ------------------------------------------------------------------------------

    def _entry(self, kind: str, thing: Any) -> dict[str, Any]:
        key = self._thing_key(kind, thing)
        entry = {"model": KINDS[kind], "key": key, "fields": self._fields(thing)}
        if hasattr(thing, "locale"):
            entry["language"] = thing.locale.language_code
        if getattr(thing, "file", None):
            entry["file"] = self._file(key, thing.file)
        if kind == "media":
            entry["tracks"] = [
                {
                    "kind": track.kind,
                    "srclang": track.srclang,
                    "label": track.label,
                    "default": track.default,
                    "file": self._file(f"{key}.{track.srclang}", track.file),
                }
                for track in thing.tracks.all()
            ]
        return entry

    def _file(self, key: str, file: Any) -> str:
        name = f"media/{key}.{file.name.rpartition('.')[2].lower()}"
        with file.storage.open(file.name, "rb") as stored:
            self.files[name] = stored.read()
        return name

    def _fields(self, thing: models.Model) -> dict[str, Any]:
        return {name: self._value(thing, field) for name, field in fillable(type(thing)).items()}

    def _value(self, thing: models.Model, field: Any) -> Any:
        value = field.value_from_object(thing)
        if isinstance(field, StreamField):
            raw = copy.deepcopy(list(field.stream_block.get_prep_value(getattr(thing, field.name))))
            return visit(field.stream_block, raw, Visitor(self._text, self._chosen, missing_id=lambda path: None))
        if isinstance(field, RichTextField):
            return self._text(value or "")
        if isinstance(field, models.ForeignKey):
            return self._refer(field.related_model, value) if value is not None else None
        return value if value is None or isinstance(value, (bool, int, float, str)) else field.value_to_string(thing)

    def _chosen(self, block: ChooserBlock, value: Any) -> str | None:
        """Give the reference to what an editor chose; a block that says so brings the pages under it along."""
        reference = self._refer(block.model_class, value)
        if reference is not None and getattr(block.meta, "brings_children", False):
            for child in Page.objects.get(pk=value).get_children().live().specific():
                if model_of(about(child).label_lower) is not None:
                    self._add_page(child)
        return reference

    def _text(self, html: str) -> str:
        def refer(match: re.Match[str]) -> str:
            found = LINK_ID.search(match[0])
            model = Page if match[1] == PAGE else model_of(KINDS["document"])
            reference = self._refer(model, int(found[1])) if found else None
            return f'<a linktype="{match[1]}" id="{reference}">' if reference else "<a>"

        return INTERNAL_LINK.sub(refer, html)

    def _put(self, name: str, content: Any) -> None:
        self.files[name] = json.dumps(content, ensure_ascii=False, indent=1).encode()

    def _zip(self) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self.files.items()):
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # the same aid gives the same bytes
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return packed.getvalue()
