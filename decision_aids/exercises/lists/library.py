"""Pages of the site that she can take along: found when an aid is published, looked up again when they are read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language
from wagtail.models import Page

from content.frame import for_everyone
from content.kept import keep

MOST_PAGES = 40


class Shelf(NamedTuple):
    """A page that is there now: where a link leads on this site, and its whole address to read."""

    url: str
    address: str


def compile_pages(chosen: Iterable[Page | None], category: Page | None) -> list[dict[str, str]]:
    """Give [{"id", "title", "note", "url"}] of the pages that an editor chose and of those in a category, each once.

    In the language in use where there is a translation. The id is the same in every language. The address is whole,
    so that it can be typed over from paper. A page that not everyone may see is left out.
    """
    keys = [page.translation_key for page in chosen if page is not None]
    keys += [page.translation_key for page in _pages_in(category)]
    if not keys:
        return []
    found = for_everyone(Page.objects.filter(translation_key__in=keys)).select_related("locale").defer_streamfields()
    pages = {page.translation_key: page.specific for page in _own_language_last(found)}
    entries = {str(key): _entry(pages[key]) for key in keys if key in pages}
    return list(entries.values())[:MOST_PAGES]


def on_the_shelf() -> Mapping[str, Shelf]:
    """Give every page that is there now, by id, in the language in use. A warm process asks no database."""
    return keep(("library", get_language()), _read_shelf)


def _read_shelf() -> dict[str, Shelf]:
    pages = for_everyone(Page.objects.filter(depth__gt=1)).select_related("locale")
    return {
        str(page.translation_key): Shelf(page.url or "", page.full_url or "")
        for page in _own_language_last(pages.only("translation_key", "url_path", "locale", "path", "depth"))
    }


def _pages_in(category: Page | None) -> Iterable[Page]:
    if category is None:
        return ()
    here = for_everyone(Page.objects.filter(translation_key=category.translation_key)).select_related("locale")
    parents = list(_own_language_last(here))
    return for_everyone(Page.objects.child_of(parents[-1])).order_by("path") if parents else ()


def _own_language_last(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages in another language first, so that the one in the language in use takes its place."""
    language = get_language()
    yield from sorted(pages, key=lambda page: page.locale.language_code == language)


def _entry(page: Any) -> dict[str, str]:
    return {
        "id": str(page.translation_key),
        "title": page.title,
        "note": getattr(page, "intro", "") or getattr(page, "summary", "") or page.search_description,
        "url": page.full_url or "",
    }
