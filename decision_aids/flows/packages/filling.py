"""Puts the fields of a package entry into an object, and says of each what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from decision_aids.flows.checks import find_refusals
from decision_aids.flows.keeping import KeepingStreamBlock
from decision_aids.flows.packages.naming import PAGE_FIELDS, REFERENCE, UnknownReference, about, fill_in, namespace
from decision_aids.flows.packages.reading import Entry
from decision_aids.flows.packages.streams import Visitor, clean_html, visit, with_ids
from decision_aids.flows.walking import path_words

KEPT_BY_THE_SITE = frozenset(
    {
        "id",
        "translation_key",
        "locale",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "collection",
        "uploaded_by_user",
        "file",
        "file_size",
        "file_hash",
        "created_at",
    }
)


def fillable(model: type[models.Model]) -> dict[str, models.Field]:
    """Give the fields of a model that a package may fill, by name."""
    found = {}
    for field in about(model).concrete_fields:
        own = field.name in PAGE_FIELDS if field.model is Page else field.name not in KEPT_BY_THE_SITE
        if own and not field.primary_key and field.name != "page_ptr":
            found[field.name] = field
    return found


class Filler:
    """Fills objects of one package. `find(kind, key, language)` gives the primary key behind a reference."""

    def __init__(self, package: str, find: Callable[[str, str, str], Any], *, draft: bool) -> None:
        self.package = package
        self.find = find
        self.draft = draft

    def fill(self, thing: models.Model, entry: Entry) -> Iterator[tuple[str, str]]:
        """Set the fields of `thing`, and yield (path, words) for everything that is wrong."""
        fields = fillable(type(thing))
        for name, raw in entry.fields.items():
            field = fields.get(name)
            if field is None:
                yield name, _("There is no such field.")
                continue
            try:
                value = fill_in(raw, self.package, lambda kind, key: self.find(kind, key, entry.language))
            except UnknownReference as error:
                yield name, _("This refers to something that is not in the package: %(name)s") % {"name": error}
                continue
            yield from self._set(thing, field, raw, value, entry)
        try:
            thing.full_clean(validate_unique=True, validate_constraints=True, exclude=self._not_checked(thing))
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    yield name, message

    @staticmethod
    def _not_checked(thing: models.Model) -> set[str]:
        return {"file"} if not isinstance(thing, Page) else set()

    def _set(self, thing: models.Model, field: Any, raw: Any, value: Any, entry: Entry) -> Iterator[tuple[str, str]]:
        if isinstance(field, StreamField):
            yield from self._set_stream(thing, field, raw, value, entry)
        elif isinstance(field, RichTextField):
            setattr(thing, field.name, clean_html(str(value or "")))
        elif isinstance(field, models.ForeignKey):
            if raw is not None and not _is_reference(raw):
                yield field.name, _("Write a reference here, such as ref:image:name, or null.")
            else:
                setattr(thing, field.attname, value)
        else:
            try:
                setattr(
                    thing,
                    field.name,
                    field.to_python(value) if value is not None or field.null else field.get_default(),
                )
            except ValidationError as error:
                yield field.name, " ".join(error.messages)

    def _set_stream(
        self, thing: models.Model, field: StreamField, raw: Any, value: Any, entry: Entry
    ) -> Iterator[tuple[str, str]]:
        block = field.stream_block
        if not isinstance(value, list) or any(not isinstance(part, dict) or "type" not in part for part in value):
            yield field.name, _("Write a list of blocks here.")
            return
        troubles: list[tuple[str, str]] = []
        self._check_choosers(block, raw, troubles, field.name)
        if not isinstance(block, KeepingStreamBlock):
            troubles.extend(_unknown_types(block, value, field.name))
        if troubles:
            yield from troubles
            return
        owner = f"{entry.model}:{entry.key}:{field.name}"
        stream = block.to_python(visit(block, value, with_ids(namespace(self.package), owner)))
        try:
            refusals = list(find_refusals(block, stream, draft=self.draft))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            yield field.name, _("This has not the shape of a stream: %(error)s") % {"error": error}
            return
        for refusal in refusals:
            yield field.name + path_words(refusal.path), refusal.message
        setattr(thing, field.name, stream)

    def _check_choosers(self, block: Any, raw: Any, troubles: list[tuple[str, str]], name: str) -> None:
        """Refuse bare numbers where something is chosen: on another site they are something else."""

        def check(chooser: blocks.ChooserBlock, value: Any) -> Any:
            if not _is_reference(value):
                words = _("Write a reference here, such as ref:image:name, or null.")
                troubles.append((f"{name}: {chooser.name or chooser.label}", words))
            return value

        visit(block, raw, Visitor(text=str, chosen=check, missing_id=lambda path: None))


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and REFERENCE.fullmatch(value) is not None


def _unknown_types(block: blocks.StreamBlock, value: list[Any], name: str) -> Iterator[tuple[str, str]]:
    for index, part in enumerate(value):
        if part.get("type") not in block.child_blocks:
            yield f"{name}[{index}]", _("There is no block of this type: %(type)s") % {"type": part.get("type")}
