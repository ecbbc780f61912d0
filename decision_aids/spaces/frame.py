"""What stands around every page of hers: the exit, the helplines, the ways to the rooms of her space.

All of it is the same for everybody, so it is read once for each state of the site and kept in the process.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from django.conf import settings as project
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.base.models import SiteSettings, live_stamp
from content.directory.models import Helpline
from decision_aids.spaces.access import OpenSpace

counters: list[Callable[[OpenSpace], int]] = []
"""What other rooms have that she has not seen. Asked where she sees her space as a whole, never on a step."""


def count_news(opened: OpenSpace) -> int | str:
    """How much there is that she has not seen, for `ask_count`; "" for nothing."""
    return sum(count(opened) for count in counters) or ""


class CrisisLine(NamedTuple):
    """A helpline as the foot of a page shows it."""

    name: str
    number: str
    tel: str
    hours: str
    chat_url: str


_frames: dict[tuple[str, str], tuple[int, dict[str, Any], dict[str, str]]] = {}


def page_frame(
    request: HttpRequest,
    opened: OpenSpace | None = None,
    *,
    stamp: int | None = None,
    languages: Collection[str] | None = None,
    **context: Any,
) -> dict[str, Any]:
    """The context of a page of hers.

    `stamp`: the number of the live state, when a query already brought it. `languages`: the codes of those in which
    this page can be read, if not in all.
    """
    if stamp is None:
        stamp = live_stamp()
    key = (request.get_host(), get_language() or "")
    known = _frames.get(key)
    if known is None or known[0] != stamp:
        known = _frames[key] = (stamp, _read_frame(request), _ways_of_a_space())
    frame = {**known[1], "languages": language_links(request, languages), **context}
    if opened is not None:
        frame["token"] = opened.token
        frame["exit_note"] = exit_note(kept=opened.space.days > 1)
        frame.update(known[2])
    return frame


def bare_frame(**context: Any) -> dict[str, Any]:
    """The context of a page of hers while the database does not answer."""
    return {"exit_url": reverse("journeys:home"), "exit_address": project.EXIT_ADDRESS, **context}


def forget() -> None:
    """Keep nothing any more. Tests need this, because a rolled back stamp counts the same numbers again."""
    _frames.clear()


def language_links(request: HttpRequest, codes: Collection[str] | None = None) -> list[dict[str, Any]]:
    """This page in the other languages; none on the answer to a form, where going elsewhere loses what was typed."""
    offered = [code for code, _name in project.LANGUAGES if codes is None or code in codes]
    if request.method == "POST" or len(offered) < 2:
        return []
    rest = request.path_info.split("/", 2)[2]
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": f"/{code}/{rest}",
            "current": code == get_language(),
        }
        for code in offered
    ]


def exit_note(*, kept: bool) -> str:
    """What leaving does with what she wrote."""
    if kept:
        return _(
            "The button “Leave now” closes this page at once. What you wrote is kept: you can come back with your words."
        )
    return _("The button “Leave now” closes this page at once. What you wrote here is then gone for good.")


def optional_url(name: str, **kwargs: Any) -> str:
    """The address of a room that may not be installed, or ""."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def _ways_of_a_space() -> dict[str, str]:
    ways = {"keep_url": reverse("spaces:keep"), "ask_url": optional_url("sharing:list")}
    return {name: url for name, url in ways.items() if url}


def _read_frame(request: HttpRequest) -> dict[str, Any]:
    settings = SiteSettings.for_request(request)
    site = Site.find_for_request(request)
    return {
        "organisation_name": settings.organisation_name or (site.site_name if site else ""),
        "discreet_title": settings.neutral_title,
        "exit_url": reverse("journeys:home"),
        "exit_address": settings.exit_address,
        "helplines": tuple(
            CrisisLine(line.name, line.number, line.tel, line.when, line.chat_url)
            for line in Helpline.objects.crisis() or Helpline.objects.crisis(project.LANGUAGE_CODE)
        ),
    }
