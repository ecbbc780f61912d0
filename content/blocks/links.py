"""Addresses of our own pages, found for a whole page at once.

A rich text with a page link would otherwise cost a query each time it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

PAGE_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
PAGE_ID = re.compile(r"\bid=\"(\d+)\"")


def page_ids(raw: Any) -> Iterator[int]:
    """Yield the keys of all pages that a stored value points at: links in rich text, and chosen pages.

    `raw` is what a field stores: a string of rich text, or the JSON of a stream.
    """
    if isinstance(raw, str):
        for link in PAGE_LINK.findall(raw):
            if found := PAGE_ID.search(link):
                yield int(found[1])
    elif isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == "page" and isinstance(value, int):
                yield value
            else:
                yield from page_ids(value)
    elif isinstance(raw, Iterable):
        for item in raw:
            yield from page_ids(item)


class PageLinks:
    """The addresses of some pages, in the visitor's language where there is a translation; one query for all."""

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self.asked = frozenset(ids)
        self._found: dict[int, Page] | None = None

    @classmethod
    def of(cls, page: Page) -> PageLinks:
        """Gather what the rich texts and streams of one page point at."""
        ids: set[int] = set()
        for field in page._meta.concrete_fields:  # noqa: SLF001 (Django's own way to the fields)
            value = getattr(page, field.attname, None)
            raw = getattr(value, "raw_data", value)
            if isinstance(raw, str) or raw is not value:
                ids.update(page_ids(raw))
        return cls(ids)

    def page(self, pk: int) -> Page | None:
        """Give the live page to link to, or None when there is none."""
        if pk not in self.asked:
            return PageLinks([pk]).page(pk)
        found = self._find() if self._found is None else self._found
        return found.get(pk)

    def url(self, pk: int) -> str:
        """Give the address, or "" when nobody can go there."""
        page = self.page(pk)
        return (page.url or "") if page else ""

    def expand(self, html: str) -> str:
        """Turn stored rich text into HTML; a link that leads nowhere becomes plain text."""
        if "linktype" not in html:
            return html
        missing = set(page_ids(html)) - self.asked
        links = PageLinks(missing | self.asked) if missing else self
        return LinkRewriter(bulk_rules={"page": links.opening_tags})(html)

    def opening_tags(self, attributes: list[dict[str, str]]) -> list[str]:
        """Give the tag that begins each link, from the attributes that Wagtail stored."""
        urls = [self.url(int(attrs["id"])) if attrs.get("id", "").isdigit() else "" for attrs in attributes]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]

    def learn(self, pages: Iterable[Page]) -> None:
        """Take note of pages that were found along with something else: each asked page and all its translations."""
        pages = list(pages)
        language = get_language()
        translated = {
            page.translation_key: page for page in pages if page.live and page.locale.language_code == language
        }
        best = {page.pk: translated.get(page.translation_key, page) for page in pages if page.pk in self.asked}
        self._found = {pk: page for pk, page in best.items() if page.live}

    def wanted(self) -> Q:
        """Give the condition that finds all that `learn` needs."""
        keys = Page.objects.filter(pk__in=self.asked).values("translation_key")
        return Q(translation_key__in=keys) if self.asked else Q(pk__in=[])

    def _find(self) -> dict[int, Page]:
        self.learn(Page.objects.filter(self.wanted()).select_related("locale") if self.asked else ())
        return self._found or {}
