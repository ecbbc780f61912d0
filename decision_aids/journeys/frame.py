"""What stands around every page of a journey."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from decision_aids.journeys.access import OpenJourney
from decision_aids.journeys.addresses import addresses_of
from decision_aids.spaces.frame import page_frame


def journey_frame(request: HttpRequest, journey: OpenJourney, **context: Any) -> dict[str, Any]:
    """The context of a page of a journey; asks no database when the site has not changed."""
    addresses = addresses_of(journey.row.number)
    return page_frame(
        request,
        journey.opened,
        stamp=journey.stamp or None,
        languages=journey.equal,
        **{
            "journey": journey,
            "overview_url": addresses.overview,
            "read_back_url": addresses.read_back,
            **context,
        },
    )
