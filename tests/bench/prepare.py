"""Puts the aids that are measured on a site, with visitors part of the way; prints where they stand as JSON.

Run as `python -m tests.bench.prepare` under the settings and the database of that site.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
django.setup()

from django.utils import translation  # noqa: E402 (app ready)

from decision_aids.flows.models import DecisionAidPage  # noqa: E402 (app ready)
from tests.bench.aids import publish_aid, stand_at  # noqa: E402 (app ready)


def main() -> None:
    """Publish aids of 5, 100 and 200 steps, and let somebody stand near the end of each."""
    with translation.override("nl"):
        reference = DecisionAidPage.objects.live().filter(locale__language_code="nl").first()
        five, hundred, long = (publish_aid(steps) for steps in (5, 100, 200))
        places = {
            "4 of 5": stand_at(five, 4),
            "199 of 200": stand_at(long, 199),
            "4 of 5, saved": stand_at(five, 4),
            "199 of 200, saved": stand_at(long, 199),
            "4 of 5, answered": stand_at(five, 4, answered=True),
            "100 of 100, answered": stand_at(hundred, 100, answered=True),
        }
    told = {name: dataclasses.asdict(place) for name, place in places.items()}
    told["reference"] = str(reference.translation_key) if reference else ""
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
