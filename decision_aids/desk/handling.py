"""Who takes care of a share: claiming, handing over, putting off, and who is looking at it now."""

from __future__ import annotations

import datetime
import struct

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk.models import Handling, Looking, Member
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share
from decision_aids.spaces.use import minute
from decision_aids.vault.crypto import SealBroken, derive, unwrap_key, wrap_key

LOOKING_MINUTES = 5
_MINUTE = struct.Struct(">Q24x")


class Taken(Exception):
    """A colleague was first. `helper` is who."""

    def __init__(self, helper: User) -> None:
        super().__init__(helper)
        self.helper = helper


class NotInTeam(Exception):
    """It can only be given to somebody who answers in the same team."""


def handling_of(share: Share) -> Handling:
    """The row that says who takes care of a share; made when it is not there yet."""
    row, _made = Handling.objects.select_related("helper").get_or_create(share=share)
    return row


def claim(share: Share, user: User) -> None:
    """Take a share. One of two who try at once wins; the other gets `Taken`.

    Open for the taking: what nobody has, and what somebody has who is away. Raises `Share.DoesNotExist`.
    """
    with transaction.atomic():
        Share.objects.select_for_update(of=("self",)).get(pk=share.pk, team=share.team_id)
        row = handling_of(share)
        free = row.helper is None or row.helper_id == user.pk or _is_away(share, row.helper)
        if not free:
            raise Taken(row.helper)
        row.helper = user
        row.save(update_fields=["helper"])


def is_taken(share: Share, user: User) -> bool:
    """Whether a colleague has it who is there, so that `claim` would be refused."""
    handling = getattr(share, "handling", None)
    helper = handling.helper if handling is not None else None
    return helper is not None and helper.pk != user.pk and not _is_away(share, helper)


def _is_away(share: Share, helper: User) -> bool:
    return Member.objects.filter(team=share.team_id, user=helper, away_until__gte=timezone.localdate()).exists()


def hand_over(share: Share, to: User | None) -> None:
    """Give a share to a colleague of the same team, or to nobody. Raises `NotInTeam`, `Share.DoesNotExist`."""
    if (
        to is not None
        and not Member.objects.filter(team=share.team_id, user=to, user__is_active=True, reads_only=False).exists()
    ):
        raise NotInTeam
    with transaction.atomic():
        Share.objects.select_for_update(of=("self",)).get(pk=share.pk, team=share.team_id)
        row = handling_of(share)
        row.helper = to
        row.save(update_fields=["helper"])


def put_off(share: Share, until: datetime.date | None) -> None:
    """Let a share rest until a day, or take it back at once. A message of hers wakes it sooner. `Share.DoesNotExist`."""
    if not Share.objects.filter(pk=share.pk).update(rests_until=until):
        raise Share.DoesNotExist


def note_looking(share: Share, room_key: bytes, desk: OpenDesk) -> list[str]:
    """Tell colleagues that this helper has the share open; gives the names of those who have it open as well."""
    now, kek = minute(), derive(room_key, "looking")
    sealed = wrap_key(kek, _MINUTE.pack(now), "looking", share.id.bytes, desk.user.pk)
    Looking.objects.update_or_create(share=share, user=desk.user, defaults={"minute": sealed})
    names = []
    for row in Looking.objects.filter(share=share).exclude(user=desk.user).select_related("user"):
        try:
            (when,) = _MINUTE.unpack(unwrap_key(kek, bytes(row.minute), "looking", share.id.bytes, row.user_id))
        except SealBroken:
            continue
        if now - when <= LOOKING_MINUTES:
            names.append(row.user.first_name or row.user.get_username())
    return sorted(names)


def stop_looking(user: User, *, but: Share | None = None) -> None:
    """This helper went on to something else."""
    Looking.objects.filter(user=user).filter(~Q(share=but) if but is not None else Q()).delete()
