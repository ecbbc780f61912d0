"""What the start page of an aid tells before somebody begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext

from content.blocks.links import PageLinks
from content.blocks.media import picture
from content.frame import address, frame

if TYPE_CHECKING:
    from decision_aids.flows.models import DecisionAidPage


def start_context(page: DecisionAidPage, request: HttpRequest) -> dict[str, Any]:
    """Give the frame of a public page and what the start page adds; the same for everyone who asks."""
    start_url = address("journeys:start")
    return {
        **(frame(page, request) if page.pk and page.path else {}),
        "links": PageLinks.of(page),
        "points": _points(page),
        "picture": picture(page.picture, page.picture.default_alt) if page.picture else None,
        "options": [child.value for child in page.options if child.block_type == "option"],
        "start_url": start_url,
        "return_url": address("spaces:return"),
        "can_start": bool(start_url) and bool(page.current_version or getattr(request, "is_preview", False)),
        "description": page.search_description or page.summary,
    }


def _points(page: DecisionAidPage) -> list[dict[str, str]]:
    """Give what somebody wants to know before beginning; a gap in what editors wrote is left out."""
    points = [
        {"icon": "people", "title": gettext("For whom"), "text": page.for_whom},
        {"icon": "calendar", "title": gettext("How long"), "text": page.duration},
        {
            "icon": "key",
            "title": gettext("At your own pace"),
            "text": gettext(
                "You can stop whenever you like. With seven words you can come back later, also on another device."
            ),
        },
    ]
    return [point for point in points if point["text"]]
