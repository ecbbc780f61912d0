"""Every address of the project with an example of it, found by walking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\((?:\?P<(\w+)>|\?:)?(?:[^()]|\([^()]*\))*\)[*+?]?")
# What stands in an address where a test does not name it.
PLAIN = {
    "app_label": "facts", "app_name": "facts", "model_name": "fact", "action": "delete", "action_name": "publish",
    "content_type_app_name": "pages", "content_type_model_name": "storypage", "filter_spec": "original", "mode": "x",
    "media_type": "video", "revision_id_a": "live", "revision_id_b": "latest", "key": "x", "token": "x-x", "uidb64": "MQ",
    "uidb36": "1", "path": "x.png", "slot": "0" * 16,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: the name that reverses to it, its whole pattern, and an address that it takes."""

    name: str
    pattern: str
    example: str


def addresses(known: Mapping[str, Any]) -> Iterator[Address]:
    """Every address, with `known` values where it asks for something."""
    yield from _walk(get_resolver(), "", "/", (), {**PLAIN, **known})


def _walk(
    resolver: URLResolver, pattern: str, example: str, spaces: tuple[str, ...], known: Mapping[str, Any]
) -> Iterator[Address]:
    for one in resolver.url_patterns:
        raw = "nl/" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        whole, address = pattern + raw, example + _filled(raw, known)
        if isinstance(one, URLPattern):
            yield Address(":".join((*spaces, one.name or raw)), whole, address)
        else:
            yield from _walk(one, whole, address, (*spaces, one.namespace) if one.namespace else spaces, known)


def _filled(raw: str, known: Mapping[str, Any]) -> str:
    """A piece of a pattern with something in each of its gaps."""
    if raw.startswith("^") or "(?" in raw or raw.endswith("$"):
        filled = GROUP.sub(lambda found: str(known.get(found[1] or "", "" if "[\\w" in found[0] else 1)), raw)
        return filled.replace("\\.", ".").replace(".*", "x").strip("^$")
    return CONVERTER.sub(lambda found: str(known.get(found[1], 1)), raw)
