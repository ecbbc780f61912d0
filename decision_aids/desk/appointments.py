"""A helper's own times: those she offers in a room, and those that come up in all rooms that she can open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from decision_aids.desk.models import Grant
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing import agenda
from decision_aids.sharing.agenda import Slot, open_agenda
from decision_aids.sharing.models import Agenda, ReaderKey, Share
from decision_aids.vault.crypto import SealBroken, derive, mac, open_sealed_box


@dataclass(frozen=True, slots=True)
class Coming:
    """A time that is still to come, and the talk that it belongs to."""

    share: Share
    slot: Slot


def marks_of(desk: OpenDesk, slot: Slot) -> tuple[str, ...]:
    """The quarters of an hour that a time takes, as marks that only this helper's key makes: two rooms cannot hold the same."""
    key = derive(desk.secret, "held times")
    return tuple(mac(key, "held time", desk.user.pk, quarter).hex() for quarter in slot.quarters())


def coming_up(desk: OpenDesk) -> list[Coming]:
    """Every time that is on offer or picked in the rooms of this helper's teams, the first one first. Three queries."""
    rows = list(
        Agenda.objects.filter(share__team__members__user=desk.user).select_related("share", "share__team").distinct()
    )
    keys = _room_keys(desk, [row.share for row in rows])
    now, found = agenda.clock(), []
    for row in rows:
        key = keys.get(row.share_id)
        if key is None:
            continue
        try:
            slots = open_agenda(row, row.share, key)
        except SealBroken:  # changed or taken back while we were reading
            continue
        found += [
            Coming(row.share, slot)
            for slot in slots
            if slot.ends > now and slot.state != agenda.CANCELLED and slot.team == row.share.team_id
        ]
    return sorted(found, key=lambda one: one.slot.starts)


def clashing(desk: OpenDesk, slots: Iterable[Slot]) -> list[Slot]:
    """Those of these times at which this helper has an appointment already."""
    taken = [one.slot for one in coming_up(desk) if one.slot.helper == desk.user.pk and one.slot.state == agenda.PICKED]
    return [slot for slot in slots if any(slot.clashes(other) for other in taken)]


def _room_keys(desk: OpenDesk, shares: list[Share]) -> dict[object, bytes]:
    """The keys of these rooms, as far as this helper holds them. Two queries, however many rooms."""
    teams: dict[int, bytes] = {}
    for grant in Grant.objects.filter(user=desk.user).select_related("epoch"):
        context = ("grant", grant.epoch.team_id, grant.epoch.number, desk.user.pk)
        teams[grant.epoch_id] = open_sealed_box(desk.secret, bytes(grant.sealed), *context)
    found: dict[object, bytes] = {}
    for reader in ReaderKey.objects.filter(share__in=shares, epoch__in=list(teams)).select_related("epoch"):
        if reader.share_id in found:
            continue
        context = ("share", reader.share_id.bytes, reader.epoch.team_id, reader.epoch.number)
        found[reader.share_id] = open_sealed_box(teams[reader.epoch_id], bytes(reader.sealed), *context)
    return found
