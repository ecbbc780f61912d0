"""What changes a journey: starting it and writing into it, never half and never over somebody else's words."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import Max

from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.journeys.models import Journey
from decision_aids.journeys.state import State, open_state, seal_state
from decision_aids.spaces.access import OpenSpace, extend
from decision_aids.vault import keys

MOST_JOURNEYS = 20
TRIES = 3


class TooManyJourneys(Exception):
    """This space holds as many journeys as it can."""


class ChangedElsewhere(Exception):
    """Somebody (she herself, in another tab) kept writing in between."""


def start_journey(opened: OpenSpace, version: FlowVersion) -> OpenJourney:
    """Begin an aid in a space, or go on with the journey through it that is already there.

    Raises `TooManyJourneys`.
    """
    present = journeys_of(opened)
    for journey in present:
        if journey.version.flow_key == version.flow_key:
            return journey
    if len(present) >= MOST_JOURNEYS:
        raise TooManyJourneys
    row = Journey(space=opened.space, version=version, number=0)
    state = State()
    row.sealed = seal_state(keys.journey_key(opened.key, row.id.bytes), state, row.id.bytes, 0)
    try:
        with transaction.atomic():
            last = opened.space.journeys.aggregate(last=Max("number"))["last"] or 0
            row.number = last + 1
            row.save(force_insert=True)
    except IntegrityError:  # a double click: the other request made it
        return next(j for j in journeys_of(opened) if j.version.flow_key == version.flow_key)
    return OpenJourney(opened, row, state, 0)


def write(journey: OpenJourney, change: Callable[[State], None]) -> None:
    """Change what a journey holds and keep it, all or nothing. One query when nobody else writes.

    `change` is called again on the newer state when another tab wrote in between, so it must only touch what it is
    about. Raises `ChangedElsewhere` when that happens three times, `JourneyFull` when there is no room.
    """
    row = journey.row
    for _ in range(TRIES):
        change(journey.state)
        revision = row.revision + 1
        sealed = seal_state(journey.key, journey.state, row.id.bytes, revision)
        written = Journey.objects.filter(pk=row.pk, revision=row.revision).update(sealed=sealed, revision=revision)
        if written:
            row.sealed, row.revision = sealed, revision
            extend(journey.opened.space)
            return
        row.refresh_from_db(fields=["sealed", "revision"])
        journey.state = open_state(journey.key, bytes(row.sealed), row.id.bytes, row.revision)
    raise ChangedElsewhere
