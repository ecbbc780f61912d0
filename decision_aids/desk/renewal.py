"""A next key for a team: after somebody left, so that what she still knows opens nothing any more; and the sheet on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.accounts.models import User
from decision_aids.desk import keyring
from decision_aids.desk.models import Member, PrivateNote, RecoverySheet
from decision_aids.desk.notes import reseal_note
from decision_aids.sharing.models import ReaderKey, Share, Team, TeamEpoch
from decision_aids.sharing.services import seal_for_team, vouched_epoch
from decision_aids.spaces.access import secrets
from decision_aids.vault import keys
from decision_aids.vault.crypto import KeyPair, SealBroken, new_pair, open_sealed_box, pair_of


class WrongSheet(Exception):
    """These are not the words of the team's recovery sheet."""


@transaction.atomic
def renew_team_key(team: Team, user: User, secret: bytes) -> TeamEpoch:
    """Make a next key of the team, give it to every member who holds the old one, and seal every room to it.

    From then on the old key opens nothing that is in the database. Raises `keyring.NotGranted` for who does not hold
    the key, or was late: a colleague renewed it at the same moment.
    """
    held = Q(team=team) | Q(pk__in=ReaderKey.objects.filter(epoch__team=team).values("share"))  # or it reads along
    shares = list(Share.objects.select_for_update(of=("self",)).filter(held).order_by("pk"))
    old = TeamEpoch.objects.select_for_update(of=("self",)).filter(team=team, retired=False).first()
    if old is None or not vouched_epoch(old):
        raise keyring.NotGranted
    before = pair_of(keyring.team_secret(user, secret, old))
    holders = _holders(old)
    TeamEpoch.objects.filter(pk=old.pk).update(retired=True)
    pair = new_pair()
    new = keyring.new_epoch(team, old.number + 1, pair)
    for holder in holders:
        try:
            keyring.give(new, pair, holder)
        except (keyring.KeySwapped, keyring.NotGranted):
            continue  # she is given the key after a talk, like a new member
    _seal_to_old_paper(old, new, pair)
    if new.grants.count() > 1:
        TeamEpoch.objects.filter(pk=new.pk).update(ready=True)
    late = Share.objects.select_for_update(of=("self",)).filter(held).exclude(pk__in=[s.pk for s in shares])
    for share in [*shares, *late.order_by("pk")]:
        _reseal(share, old, before, new)
    for note in PrivateNote.objects.filter(epoch=old).select_related("share"):
        reseal_note(note, before.secret, new, pair.secret)
    old.grants.all().delete()
    RecoverySheet.objects.filter(epoch=old).delete()
    new.refresh_from_db()
    return new


def _holders(epoch: TeamEpoch) -> list[User]:
    """Members who hold this key now."""
    return [
        member.user
        for member in Member.objects.filter(
            team=epoch.team_id, user__is_active=True, user__grants__epoch=epoch
        ).select_related("user")
    ]


def _seal_to_old_paper(old: TeamEpoch, new: TeamEpoch, pair: KeyPair) -> None:
    sheet = RecoverySheet.objects.filter(epoch=old).first()
    if sheet is None or not keys.vouched(secrets(), bytes(sheet.tag), bytes(sheet.public), "sheet", old.team_id):
        return
    keyring.seal_to_sheet(new, pair, bytes(sheet.public))


def _reseal(share: Share, old: TeamEpoch, before: KeyPair, new: TeamEpoch) -> None:
    """Seal one room to the next key, and take the old way in away."""
    for reader in ReaderKey.objects.filter(share=share, epoch=old):
        context = ("share", share.id.bytes, old.team_id, old.number)
        room_key = open_sealed_box(before.secret, bytes(reader.sealed), *context)
        seal_for_team(share, room_key, new)
        reader.delete()


@transaction.atomic
def recover_with_sheet(team: Team, user: User, words: Sequence[int]) -> TeamEpoch:
    """Give a member the team's key with the words on paper. Every member sees that it was used, by whom, on which day.

    Raises `WrongSheet`, `keyring.NotGranted` for who is no member.
    """
    member = Member.objects.filter(team=team, user=user, user__is_active=True).exists()
    epoch = TeamEpoch.objects.select_for_update(of=("self",)).filter(team=team, retired=False).first()
    sheet = RecoverySheet.objects.filter(epoch=epoch).first() if epoch is not None else None
    if epoch is None or sheet is None or not member:
        raise keyring.NotGranted
    paper = keys.recovery_pair(words)
    try:
        found = open_sealed_box(paper.secret, bytes(sheet.sealed), "sheet", team.pk, epoch.number)
    except SealBroken:
        raise WrongSheet from None
    keyring.give(epoch, pair_of(found), user)
    RecoverySheet.objects.filter(pk=sheet.pk).update(
        used_on=timezone.localdate(), used_by=user.get_full_name() or user.get_username()
    )
    return epoch


@transaction.atomic
def replace_sheet(team: Team, user: User, secret: bytes, words: Sequence[int]) -> None:
    """Seal the team's key to new words on paper; the old sheet opens nothing any more. Raises `keyring.NotGranted`."""
    epoch = TeamEpoch.objects.select_for_update(of=("self",)).filter(team=team, retired=False).first()
    if epoch is None:
        raise keyring.NotGranted
    pair = pair_of(keyring.team_secret(user, secret, epoch))
    RecoverySheet.objects.filter(epoch=epoch).delete()
    keyring.seal_to_sheet(epoch, pair, keys.recovery_pair(words).public)
