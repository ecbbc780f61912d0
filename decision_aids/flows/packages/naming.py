"""What keys and references in a package stand for, and which models a package may fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from django.db import models
from wagtail.models import Page

KINDS = {
    "fact": "facts.fact",
    "helpline": "directory.helpline",
    "organisation": "directory.organisation",
    "image": "library.image",
    "media": "library.media",
    "document": "library.document",
}
PAGE = "page"
PAGE_FIELDS = frozenset({"title", "slug", "seo_title", "search_description", "show_in_menus"})

KEY = re.compile(r"key:([\w.:-]+)")
KEY_INSIDE = re.compile(r"\{key:([\w.:-]+)\}")
REFERENCE = re.compile(r"ref:([a-z]+):([\w.-]+)")
REFERENCE_IN_LINK = re.compile(r"\bid=\"ref:([a-z]+):([\w.-]+)\"")
NAMESPACE = uuid5(NAMESPACE_URL, "https://vrijuit.example/packages/")


class UnknownReference(LookupError):
    """A reference names something that is not there."""


def about(model: Any) -> Any:
    """Give what Django knows of a model: its label and its fields."""
    return model._meta  # noqa: SLF001 (Django's own way to them)


def rows(model: type[models.Model]) -> models.Manager:
    """Give the manager that sees every row of a model."""
    return model._default_manager  # noqa: SLF001 (Django's own name for it)


def namespace(package: str) -> UUID:
    """Give the name space in which the keys of one package become ids."""
    return uuid5(NAMESPACE, package)


def model_of(label: str) -> type[models.Model] | None:
    """Give the model that a package may fill under this label, or None."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    if label in KINDS.values() or (issubclass(model, Page) and model is not Page):
        return model
    return None


def kind_of(model: type[models.Model]) -> str:
    """Give the short word that references use for a model; "" for one that cannot be referred to."""
    if issubclass(model, Page):
        return PAGE
    return next((kind for kind, label in KINDS.items() if label == about(model).label_lower), "")


def fill_in(value: Any, package: str, find: Callable[[str, str], Any]) -> Any:
    """Replace every key by its id and every reference by what `find(kind, key)` gives.

    Raises what `find` raises.
    """
    if isinstance(value, dict):
        return {name: fill_in(child, package, find) for name, child in value.items()}
    if isinstance(value, list):
        return [fill_in(child, package, find) for child in value]
    if not isinstance(value, str):
        return value
    if found := KEY.fullmatch(value):
        return str(uuid5(namespace(package), found[1]))
    if found := REFERENCE.fullmatch(value):
        return find(found[1], found[2])
    value = KEY_INSIDE.sub(lambda match: str(uuid5(namespace(package), match[1])), value)
    return REFERENCE_IN_LINK.sub(lambda match: f'id="{find(match[1], match[2])}"', value)
