"""The way from an address to a page in two queries, however deep the page lies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from content.kept import keep


def serve_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve a page as Wagtail does, having found it by its whole address.

    What is not found so (a page with addresses of its own under it, a draft, nothing at all) goes Wagtail's way,
    which looks level by level.
    """
    page = find_page(request, path)
    if page is not None and type(page).route is Page.route:
        request._wagtail_route_for_request = RouteResult(page)  # noqa: SLF001 (where Wagtail itself keeps it)
    return serve(request, path)


def find_page(request: HttpRequest, path: str) -> Page | None:
    """Give the live page at `path`, the part of the address after the language."""
    site = keep(("site", request.get_host()), lambda: Site.find_for_request(request))
    if site is None:
        return None
    request._wagtail_site = site  # noqa: SLF001 (where Wagtail itself keeps it)
    language = get_language()
    for site_id, root_path, _root_url, code in keep("roots", Site.get_site_root_paths):
        if site_id == site.pk and code == language:
            url_path = root_path + "".join(f"{part}/" for part in path.split("/") if part)
            found = Page.objects.filter(url_path=url_path, live=True, locale__language_code=language)
            page = found.select_related("locale").first()
            return page.specific if page is not None else None
    return None
