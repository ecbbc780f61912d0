"""Rich text as visitors get it: links resolved, only what is allowed left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from cms.base.sanitise import rich_text
from content.blocks.links import PageLinks

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
SMALL_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def prose(value: RichText | str | None, context: Mapping[str, Any] | None = None) -> SafeString:
    """Give clean HTML. `context` is that of the template: its `links` saves a query for each text."""
    source = str(value.source if isinstance(value, RichText) else value or "")
    links = (context or {}).get("links")
    if not isinstance(links, PageLinks):
        links = PageLinks()
    return rich_text(links.expand(source))
