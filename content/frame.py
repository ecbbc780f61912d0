"""What stands around the content of every public page: menu, languages, helplines, foot, the way back up.

All of it is the same for everyone who asks for the page, so that the page can be kept whole.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, PageViewRestriction, Site

from cms.base.models import SiteSettings
from content.blocks.links import PageLinks
from content.kept import keep

FOOT = ("privacy_page_id", "accessibility_page_id", "contact_page_id")
STEP = Page.steplen


def frame(page: Page, request: HttpRequest, links: PageLinks | None = None) -> dict[str, Any]:
    """Give the variables that `layouts/public.html` takes, for one page; one query besides what is kept.

    The same query finds the pages that `links` asks for.
    """
    site = Site.find_for_request(request)
    if site is None:
        return {}
    options = keep(("settings", site.pk), lambda: SiteSettings.for_site(site))
    root = site.root_page
    foot = [pk for name in FOOT if (pk := getattr(options, name))]
    home_path = page.path[: len(root.path)]
    above = [page.path[:end] for end in range(len(root.path), len(page.path), STEP)]
    links = links or PageLinks()
    found = list(
        Page.objects.filter(
            links.wanted()
            | Q(path__in=above)
            | Q(path__startswith=home_path, depth=root.depth + 1, show_in_menus=True)
            | Q(translation_key__in=[page.translation_key, root.translation_key])
            | Q(translation_key__in=Page.objects.filter(pk__in=foot).values("translation_key"))
        )
        .select_related("locale")
        .order_by("path")
    )
    links.learn(found)
    around = [item for item in found if item.live]
    by_path = {item.path: item for item in around}
    by_key = {(item.translation_key, item.locale.language_code): item for item in around}
    home = by_path.get(home_path, root)
    crumbs = [by_path[path] for path in above if path in by_path]
    return {
        "page": page,
        "organisation_name": options.organisation_name,
        "home_url": home.get_url(request),
        "menu": [
            {"title": item.title, "url": item.get_url(request), "current": page.path.startswith(item.path)}
            for item in around
            if item.show_in_menus and item.depth == root.depth + 1 and item.path.startswith(home_path)
        ],
        "languages": _languages(page, root, by_key, request),
        "helplines": crisis_lines(),
        "exit_url": exit_url(),
        "footer_links": _foot(foot, around, by_key, request),
        "crumbs": [
            *({"title": item.title, "url": item.get_url(request)} for item in crumbs),
            {"title": page.title, "url": ""},
        ]
        if crumbs
        else [],
        "description": page.search_description or getattr(page, "intro", ""),
        "canonical_url": page.get_full_url(request),
        "reviewed_on": getattr(page, "reviewed_on", None),
    }


def exit_url() -> str:
    """Give where the exit button posts to: reading about something can be watched too."""
    return address("journeys:home")


def address(room: str) -> str:
    """Give the address of a room of visitors, or "" when it is not installed."""
    try:
        return reverse(room)
    except NoReverseMatch:
        return ""


def crisis_lines() -> list[dict[str, str]]:
    """Give the helplines that stand at the foot of every page, in the language in use."""
    language = get_language() or ""
    return keep(("crisis", language), lambda: [_line(line) for line in _helplines().crisis(language)])


def helplines() -> list[dict[str, str]]:
    """Give all helplines in the language in use, as the helpline component takes them."""
    language = get_language() or ""
    return keep(
        ("helplines", language),
        lambda: [_line(line) for line in _helplines().filter(locale__language_code=language)],
    )


def _helplines() -> QuerySet:
    return apps.get_model("directory.Helpline").objects.all()


def _line(line: Any) -> dict[str, str]:
    return {
        "name": line.name,
        "number": line.number,
        "tel": line.tel,
        "hours": line.when,
        "note": line.what_for,
        "chat_url": line.chat_url,
    }


def _languages(page: Page, root: Page, by_key: dict[Any, Page], request: HttpRequest) -> list[dict[str, Any]]:
    """Give each language in which the site has a home: this page in it, or else that home."""
    current = get_language()
    offered = []
    for key, code in by_key:
        if key != root.translation_key:
            continue
        target = by_key.get((page.translation_key, code), by_key[key, code])
        offered.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "url": target.get_url(request),
                "current": code == current,
            }
        )
    return offered if len(offered) > 1 else []


def _foot(foot: list[int], around: list[Page], by_key: dict[Any, Page], request: HttpRequest) -> list[dict[str, str]]:
    by_pk = {item.pk: item for item in around}
    links = []
    for pk in foot:
        if pk in by_pk:
            target = by_key.get((by_pk[pk].translation_key, get_language()), by_pk[pk])
            links.append({"title": target.title, "url": target.get_url(request)})
    return links


def anything_private() -> bool:
    """Say whether any page at all is only for some people; most sites have none."""
    return keep("restrictions", PageViewRestriction.objects.exists)


def for_everyone(pages: QuerySet) -> QuerySet:
    """Keep the pages that are live and that everyone may see."""
    return pages.live().public() if anything_private() else pages.live()
