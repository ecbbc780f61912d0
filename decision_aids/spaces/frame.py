"""What stands around every page of hers: the exit, the helplines, the ways to the rooms of her space.

All of it is the same for everybody, so it is read once for each state of the site and kept in the process.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.base.models import SiteSettings, live_stamp
from content.directory.models import Helpline
from decision_aids.spaces.access import OpenSpace

_frames: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}


def page_frame(
    request: HttpRequest, opened: OpenSpace | None = None, *, stamp: int | None = None, **context: Any
) -> dict[str, Any]:
    """The context of a page of hers. `stamp`: the number of the live state, when a query already brought it."""
    if stamp is None:
        stamp = live_stamp()
    key = (request.get_host(), get_language() or "")
    known = _frames.get(key)
    if known is None or known[0] != stamp:
        known = _frames[key] = (stamp, _read_frame(request))
    frame = {**known[1], **context}
    if opened is not None:
        frame["token"] = opened.token
        frame["exit_note"] = exit_note(kept=opened.space.days > 1)
        frame["keep_url"] = reverse("spaces:keep")
        ask_url = optional_url("sharing:list")
        if ask_url:
            frame["ask_url"] = ask_url
    return frame


def exit_note(*, kept: bool) -> str:
    """What leaving does with what she wrote."""
    if kept:
        return _("This page closes at once. What you wrote is kept. You can come back with your words.")
    return _("This page closes at once. What you wrote here is then gone for good.")


def optional_url(name: str, **kwargs: Any) -> str:
    """The address of a room that may not be installed, or ""."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def _read_frame(request: HttpRequest) -> dict[str, Any]:
    settings = SiteSettings.for_request(request)
    site = Site.find_for_request(request)
    return {
        "organisation_name": settings.organisation_name or (site.site_name if site else ""),
        "discreet_title": settings.neutral_title,
        "exit_url": reverse("journeys:home"),
        "exit_address": settings.exit_address,
        "helplines": [
            {"name": line.name, "number": line.number, "tel": line.tel, "hours": line.when, "chat_url": line.chat_url}
            for line in Helpline.objects.crisis()
        ],
    }
