"""What changes a journey: starting it and writing into it, never half and never over somebody else's words."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import BigIntegerField, BinaryField, PositiveIntegerField, UUIDField

from cms.base.models import live_stamp
from cms.base.prepared import Blank, PreparedUpdate
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.access import OpenJourney, journeys_of
from decision_aids.journeys.models import Journey
from decision_aids.journeys.state import State, open_state, seal_state
from decision_aids.spaces.access import OpenSpace, SpaceGone, extend
from decision_aids.spaces.services import hold_space
from decision_aids.vault import keys

MOST_JOURNEYS = 20
TRIES = 3


KEEP = PreparedUpdate(
    lambda: Journey.objects.filter(pk=Blank("journey", UUIDField()), revision=Blank("before", PositiveIntegerField())),
    sealed=Blank("sealed", BinaryField()),
    revision=Blank("after", PositiveIntegerField()),
    version=Blank("version", BigIntegerField()),
)


class TooManyJourneys(Exception):
    """This space holds as many journeys as it can."""


class ChangedElsewhere(Exception):
    """Somebody (she herself, in another tab) kept writing in between."""


@transaction.atomic
def start_journey(opened: OpenSpace, version: FlowVersion) -> OpenJourney:
    """Begin an aid in a space, or go on with the journey through it that is already there.

    Raises `TooManyJourneys`, and `SpaceGone` when the space was deleted in another tab.
    """
    hold_space(opened.space)  # of a double click the second finds what the first made
    present = journeys_of(opened)
    for journey in present:
        if journey.version.flow_key == version.flow_key:
            return journey
    if len(present) >= MOST_JOURNEYS:
        raise TooManyJourneys
    number = max((journey.row.number for journey in present), default=0) + 1
    row = Journey(space=opened.space, version=version, number=number)
    state = State()
    key = keys.journey_key(opened.key, row.id.bytes)
    row.sealed = seal_state(key, state, row.id.bytes, 0)
    row.save(force_insert=True)
    return OpenJourney(opened, row, key, state, live_stamp())


def write(journey: OpenJourney, change: Callable[[State], None], *, version: int | None = None) -> None:
    """Change what a journey holds and keep it, all or nothing. One query when nobody else writes.

    `change` is called again on the newer state when another tab wrote in between, so it must only touch what it is
    about; whatever it raises stops the writing. With `version` the journey is bound to the flow version of that number in the same act.
    Raises `ChangedElsewhere` when others come in between three times, `JourneyFull` when there is no room, `SpaceGone`
    when the space was deleted in another tab.
    """
    row = journey.row
    bound = row.version_id if version is None else version
    for _ in range(TRIES):
        change(journey.state)
        revision = row.revision + 1
        sealed = seal_state(journey.key, journey.state, row.id.bytes, revision)
        extend(journey.opened.space)  # first: what is saved today is not deleted today
        if KEEP.run(journey=row.pk, before=row.revision, sealed=sealed, after=revision, version=bound):
            row.sealed, row.revision = sealed, revision
            return
        try:
            row.refresh_from_db(fields=["sealed", "revision"])
        except Journey.DoesNotExist:
            raise SpaceGone from None
        journey.state = open_state(journey.key, bytes(row.sealed), row.id.bytes, row.revision)
    raise ChangedElsewhere
