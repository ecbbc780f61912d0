"""The way from an address to a page in two queries, however deep the page lies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from content.kept import keep


def serve_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve a page as Wagtail does, having found it by its whole address.

    What is not found so (a page with addresses of its own under it, a draft, nothing at all) goes Wagtail's way,
    which looks level by level. In a language in which the site has no home, the way to what is there leads to the
    site's first language: otherwise Wagtail would show Dutch text on a page that says it is French.
    """
    site = keep(("site", request.get_host()), lambda: Site.find_for_request(request))
    if site is None:
        return serve(request, path)
    request._wagtail_site = site  # noqa: SLF001 (where Wagtail itself keeps it)
    homes = keep(("homes", site.pk), lambda: _homes(site))
    language = translation.get_language() or ""
    if homes and language not in homes:
        site.root_page.specific.route(request, [part for part in path.split("/") if part])  # or 404, in her language
        with translation.override(next(iter(homes))):
            return HttpResponseRedirect(reverse("wagtail_serve", args=(path,)))
    if homes and (page := _find_page(homes[language], path, language)) and type(page).route is Page.route:
        request._wagtail_route_for_request = RouteResult(page)  # noqa: SLF001 (where Wagtail itself keeps it)
    return serve(request, path)


def _homes(site: Site) -> dict[str, str]:
    """Give the address in the tree of each live home page by language, the site's own language first."""
    root = site.root_page
    homes = Page.objects.filter(translation_key=root.translation_key, live=True).select_related("locale")
    ordered = sorted(homes, key=lambda home: (home.pk != root.pk, home.locale.language_code))
    return {home.locale.language_code: home.url_path for home in ordered}


def _find_page(root_path: str, path: str, language: str) -> Page | None:
    url_path = root_path + "".join(f"{part}/" for part in path.split("/") if part)
    found = Page.objects.filter(url_path=url_path, live=True, locale__language_code=language).select_related("locale")
    page = found.first()
    return page.specific if page is not None else None
