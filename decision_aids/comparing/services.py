"""What changes a comparison: proposing, coming in by the link, agreeing, stopping.

Stopping deletes all of it for both. Nothing says who stopped, who agreed first, or whether somebody looked at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from decision_aids.comparing.models import Comparison, Side
from decision_aids.comparing.sealing import Plan, open_plan, seal_answers, seal_plan, wrap_for
from decision_aids.flows.services import find_start
from decision_aids.journeys.services import start_journey
from decision_aids.sharing.rooms import SharedAnswer
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.once import cancel_codes, make_code, use_code
from decision_aids.spaces.purging import daily
from decision_aids.spaces.services import hold_space, start_space
from decision_aids.vault import keys
from decision_aids.vault.crypto import new_key

MOST = 5  # comparisons of one space
LINK_DAYS = 14
PURPOSE = "compare"  # what its codes are for


class TooMany(Exception):
    """This space compares with as many people as it can."""


class OwnLink(Exception):
    """Somebody used the link that the same space made."""


class AidGone(Exception):
    """The aid that is compared cannot be started any more."""


class ComparisonGone(Exception):
    """It was stopped in the meantime."""


@transaction.atomic
def propose(opened: OpenSpace, plan: Plan, *, nonce: str) -> Side:
    """Begin a comparison from her side; the same form sent twice makes one.

    Raises `TooMany`, `SpaceGone`.
    """
    hold_space(opened.space)
    mark = keys.comparison_mark(opened.key)
    mine = Side.objects.filter(mark=mark).select_related("comparison")
    made_before = mine.filter(comparison__nonce=nonce).first()
    if made_before is not None:
        return made_before
    if mine.count() >= MOST:
        raise TooMany
    key = new_key()
    comparison = Comparison(nonce=nonce)
    comparison.plan = seal_plan(key, comparison.id, plan)
    comparison.save(force_insert=True)
    return _add_side(opened, comparison, key, Side.Place.FIRST)


def _add_side(opened: OpenSpace, comparison: Comparison, key: bytes, place: str) -> Side:
    return Side.objects.create(
        comparison=comparison,
        place=place,
        mark=keys.comparison_mark(opened.key),
        wrapped=wrap_for(opened.key, key, comparison.id, place),
        purge_on=opened.space.purge_on,
    )


@transaction.atomic
def new_link(side: Side, key: bytes) -> str:
    """The code for the other one, shown once. An earlier link works no more, and who came in by it is out.

    So making one tells her nothing about whether the earlier one was used. What she agreed to show was for the earlier
    person: she agrees anew. Raises `ComparisonGone`.
    """
    comparison = _hold(side)
    _forget_sides(comparison.sides.exclude(pk=side.pk))
    comparison.sides.update(answers=b"")
    until = timezone.localdate() + datetime.timedelta(days=LINK_DAYS)
    return make_code(key, purpose=PURPOSE, subject=comparison.id, until=until)


@transaction.atomic
def come_in(typed: str, opened: OpenSpace | None, language: str) -> tuple[OpenSpace, Side] | None:
    """Use a code: take the second place, with a journey through the same aid, in a space of one's own.

    Gives None for a code that opens nothing. Raises `OwnLink`, `AidGone`, `TooMany`, `TooManyJourneys` or `SpaceGone`;
    then the code still works.
    """
    used = use_code(typed, PURPOSE)
    comparison = Comparison.objects.select_for_update().filter(pk=used.subject).first() if used is not None else None
    if used is None or comparison is None or comparison.sides.filter(place=Side.Place.SECOND).exists():
        return None
    if opened is not None:
        mine = Side.objects.filter(mark=keys.comparison_mark(opened.key))
        if mine.filter(comparison=comparison).exists():
            raise OwnLink
        if mine.count() >= MOST:
            raise TooMany
    version = find_start(open_plan(used.key, comparison).aid, language)
    if version is None:
        raise AidGone
    opened = opened or start_space()
    start_journey(opened, version)
    return opened, _add_side(opened, comparison, used.key, Side.Place.SECOND)


@transaction.atomic
def agree(side: Side, key: bytes, answers: Sequence[SharedAnswer]) -> None:
    """Let the other one see these answers as soon as both agree; done again, these take the place of the earlier ones.

    Raises `ComparisonGone`.
    """
    _hold(side)
    if not Side.objects.filter(pk=side.pk).update(answers=seal_answers(key, side, answers)):
        raise ComparisonGone


@transaction.atomic
def stop(comparison: Comparison) -> None:
    """End a comparison for both. Done twice it does nothing.

    The keys go first, so that a copy of the database made a moment later holds nothing that either of them can open.
    """
    locked = Comparison.objects.select_for_update().filter(pk=comparison.pk).first()
    if locked is None:
        return
    cancel_codes(PURPOSE, [locked.pk])
    _forget_sides(locked.sides.all())
    locked.delete()


def _hold(side: Side) -> Comparison:
    comparison = Comparison.objects.select_for_update().filter(pk=side.comparison_id, sides=side.pk).first()
    if comparison is None:
        raise ComparisonGone
    return comparison


def _forget_sides(sides: QuerySet[Side]) -> None:
    sides.update(wrapped=b"", answers=b"")
    sides.delete()


def note_use(side: Side, opened: OpenSpace) -> None:
    """Keep a comparison for as long as her space is kept. Writes once a day at most."""
    if side.purge_on != opened.space.purge_on:
        Side.objects.filter(pk=side.pk).update(purge_on=opened.space.purge_on)
        side.purge_on = opened.space.purge_on


@daily("comparisons")
def purge_comparisons(today: datetime.date, *, batch: int = 200) -> int:
    """Stop what one of the two did not look at for as long as her space is kept; gives how many."""
    gone = 0
    while past := list(Comparison.objects.filter(sides__purge_on__lt=today).distinct()[:batch]):
        for comparison in past:
            stop(comparison)
        gone += len(past)
    return gone
