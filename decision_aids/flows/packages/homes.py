"""The home page that a package hangs its pages under: the one of this site, or the one that the package brings."""

from __future__ import annotations

from wagtail.models import Locale, Page, Site

HOME = "home"  # the key of the home page of the site, whatever package brought it
MADE, KEPT = "made", "kept"


def find_home(locale: Locale) -> Page | None:
    """Give the root page of the default site in one language, or in its own language if it has no other."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first() or Site.objects.first()
    if site is None:
        return None
    return site.root_page.get_translation_or_none(locale) or site.root_page


def make_home(page: Page) -> tuple[Page, str]:
    """Put a home page into the tree and give it with "made"; a real home that is there already stays, with "kept".

    The welcome page of a new installation makes place for it.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    old = site.root_page.specific if site is not None else None
    if old is not None and isinstance(old, type(page)):
        translated = old.get_translation_or_none(page.locale)
        if translated is not None:
            return translated.specific, KEPT
        page.translation_key = old.translation_key
        return _add(page), MADE
    welcome = old if old is not None and type(old) is Page and not old.get_children().exists() else None
    if welcome is not None:
        Page.objects.filter(pk=welcome.pk).update(slug=f"welcome-{welcome.pk}")
    page = _add(page)
    if site is None:
        Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    else:
        site.root_page = page
        site.save()
    if welcome is not None:
        welcome.refresh_from_db()
        welcome.delete()
    return page, MADE


def _add(page: Page) -> Page:
    top = Page.objects.get(depth=1)
    if top.get_children().filter(slug=page.slug).exists():
        page.slug = f"{page.slug}-{page.locale.language_code}"
    return top.add_child(instance=page)
