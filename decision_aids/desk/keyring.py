"""The keys of helpers and teams: made, unlocked, granted, used. An administrator without a grant reads nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from cms.accounts.models import User
from decision_aids.desk.models import DeskSlot, Draft, Grant, HelperKey, Member, RecoverySheet
from decision_aids.sharing.models import Share, Team, TeamEpoch
from decision_aids.spaces.access import gate, secrets
from decision_aids.vault import keys
from decision_aids.vault.crypto import (
    KeyPair,
    SealBroken,
    new_pair,
    new_salt,
    open_sealed_box,
    pair_of,
    seal_to,
)


class WrongPassphrase(Exception):
    """These are not the words that this helper's key was locked with."""


class NotGranted(Exception):
    """This helper holds no key to that epoch of the team."""


class AlreadyFounded(Exception):
    """The team has a key."""


class KeySwapped(Exception):
    """A public key in the database is not the one that was put there: nothing is sealed to it."""


def make_helper_key(user: User, passphrase: str) -> bytes:
    """Make a helper's own key, locked with the passphrase; gives the secret half.

    An older key of the same helper is replaced: everything granted to it is void, and a colleague grants anew.
    Raises `keys.NotAKey` for a passphrase that is too short, `vault.gate.Busy`.
    """
    pair = new_pair()
    salt = new_salt()
    with gate().slot():
        kek = keys.passphrase_key(secrets(), passphrase, salt)
    with transaction.atomic():
        Grant.objects.filter(user=user).delete()
        DeskSlot.objects.filter(user=user).delete()
        Draft.objects.filter(user=user).delete()
        HelperKey.objects.update_or_create(
            user=user,
            defaults={
                "public": pair.public,
                "tag": keys.vouch(secrets(), pair.public, "helper", user.pk),
                "salt": salt,
                "wrapped": keys.wrap(kek, pair.secret, "helper", user.pk),
            },
        )
    return pair.secret


def unlock_helper_key(user: User, passphrase: str) -> bytes:
    """The secret half of a helper's key. Raises `WrongPassphrase`, `KeySwapped`, `vault.gate.Busy`."""
    held = HelperKey.objects.get(user=user)
    try:
        with gate().slot():
            kek = keys.passphrase_key(secrets(), passphrase, bytes(held.salt))
        secret = keys.unwrap(kek, bytes(held.wrapped), "helper", user.pk)
    except (SealBroken, keys.NotAKey):
        raise WrongPassphrase from None
    if pair_of(secret).public != bytes(held.public):
        raise KeySwapped(user)
    return secret


def change_passphrase(user: User, secret: bytes, passphrase: str, *, slot: int) -> None:
    """Lock the same key with another passphrase; the desk stays open here (`slot`) and locks everywhere else."""
    salt = new_salt()
    with gate().slot():
        kek = keys.passphrase_key(secrets(), passphrase, salt)
    with transaction.atomic():
        HelperKey.objects.filter(user=user).update(salt=salt, wrapped=keys.wrap(kek, secret, "helper", user.pk))
        DeskSlot.objects.filter(user=user).exclude(pk=slot).delete()


def found_team_key(team: Team, user: User, sheet: Sequence[int] | None = None) -> TeamEpoch:
    """Make a team's first key and give it to this member; with a recovery sheet the team is ready at once.

    Raises `AlreadyFounded`.
    """
    pair = new_pair()
    try:
        with transaction.atomic():
            epoch = new_epoch(team, 1, pair)
            if sheet is not None:
                seal_to_sheet(epoch, pair, keys.recovery_pair(sheet).public)
            give(epoch, pair, user)
    except IntegrityError:
        raise AlreadyFounded(team) from None
    return epoch


def new_epoch(team: Team, number: int, pair: KeyPair) -> TeamEpoch:
    """Put the public half of a team's key in the database, vouched for."""
    tag = keys.vouch(secrets(), pair.public, "team", team.pk, number)
    return TeamEpoch.objects.create(team=team, number=number, public=pair.public, tag=tag)


def seal_to_sheet(epoch: TeamEpoch, pair: KeyPair, paper: bytes) -> RecoverySheet:
    """Seal a team's key to the key on paper; from now on it cannot be lost with its members, so the team is ready."""
    sheet, _made = RecoverySheet.objects.update_or_create(
        epoch=epoch,
        defaults={
            "public": paper,
            "tag": keys.vouch(secrets(), paper, "sheet", epoch.team_id),
            "sealed": seal_to(paper, pair.secret, "sheet", epoch.team_id, epoch.number),
        },
    )
    TeamEpoch.objects.filter(pk=epoch.pk).update(ready=True)
    epoch.ready = True
    return sheet


def team_secret(user: User, secret: bytes, epoch: TeamEpoch) -> bytes:
    """The secret half of a team's key, opened with a helper's own. Raises `NotGranted`."""
    grant = Grant.objects.filter(epoch=epoch, user=user).first()
    if grant is None or not Member.objects.filter(team=epoch.team_id, user=user, user__is_active=True).exists():
        raise NotGranted
    return open_sealed_box(secret, bytes(grant.sealed), "grant", epoch.team_id, epoch.number, user.pk)


@transaction.atomic
def grant_to(user: User, secret: bytes, epoch: TeamEpoch, colleague: User) -> None:
    """Give a colleague of the same team its key. Raises `NotGranted`, `KeySwapped`.

    With a second member who holds it the key is safe enough to receive shares. A key that was renewed meanwhile is
    given to nobody any more.
    """
    now = TeamEpoch.objects.select_for_update(of=("self",)).filter(pk=epoch.pk, retired=False).first()
    if now is None or not Member.objects.filter(team=now.team_id, user=colleague, user__is_active=True).exists():
        raise NotGranted
    give(now, pair_of(team_secret(user, secret, now)), colleague)
    if now.grants.count() > 1:
        TeamEpoch.objects.filter(pk=now.pk).update(ready=True)


def give(epoch: TeamEpoch, pair: KeyPair, user: User) -> None:
    """Seal a team's key to one member's own key. Raises `KeySwapped`, `NotGranted` for who has no key of her own."""
    held = HelperKey.objects.filter(user=user).first()
    if held is None:
        raise NotGranted
    public = bytes(held.public)
    if not keys.vouched(secrets(), bytes(held.tag), public, "helper", user.pk):
        raise KeySwapped(user)
    sealed = seal_to(public, pair.secret, "grant", epoch.team_id, epoch.number, user.pk)
    Grant.objects.update_or_create(epoch=epoch, user=user, defaults={"sealed": sealed})


def room_key_for(user: User, secret: bytes, share: Share) -> bytes:
    """The key of a room that was shared with a team of this helper. Raises `NotGranted`."""
    for reader in share.reader_keys.select_related("epoch"):
        try:
            opened = team_secret(user, secret, reader.epoch)
        except NotGranted:
            continue
        return open_sealed_box(
            opened,
            bytes(reader.sealed),
            "share",
            share.id.bytes,
            reader.epoch.team_id,
            reader.epoch.number,
        )
    raise NotGranted
