"""The keys of helpers and teams: made, unlocked, granted, used. An administrator without a grant reads nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cms.accounts.models import User
from decision_aids.desk.models import Grant, HelperKey, Member, RecoverySheet
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
    """The secret half of a helper's key. Raises `WrongPassphrase`, `vault.gate.Busy`."""
    held = HelperKey.objects.get(user=user)
    try:
        with gate().slot():
            kek = keys.passphrase_key(secrets(), passphrase, bytes(held.salt))
        return keys.unwrap(kek, bytes(held.wrapped), "helper", user.pk)
    except (SealBroken, keys.NotAKey):
        raise WrongPassphrase from None


def change_passphrase(user: User, secret: bytes, passphrase: str) -> None:
    """Lock the same key with another passphrase; nothing else changes."""
    salt = new_salt()
    with gate().slot():
        kek = keys.passphrase_key(secrets(), passphrase, salt)
    HelperKey.objects.filter(user=user).update(salt=salt, wrapped=keys.wrap(kek, secret, "helper", user.pk))


@transaction.atomic
def found_team_key(team: Team, user: User, sheet: Sequence[int] | None = None) -> TeamEpoch:
    """Make a team's first key and give it to this member; with a recovery sheet the team is ready at once."""
    pair = new_pair()
    epoch = TeamEpoch.objects.create(
        team=team,
        number=1,
        public=pair.public,
        tag=keys.vouch(secrets(), pair.public, "team", team.pk, 1),
        ready=sheet is not None,
    )
    if sheet is not None:
        paper = keys.recovery_pair(sheet)
        RecoverySheet.objects.create(epoch=epoch, sealed=seal_to(paper.public, pair.secret, "sheet", team.pk, 1))
    _give(epoch, pair, user)
    return epoch


def team_secret(user: User, secret: bytes, epoch: TeamEpoch) -> bytes:
    """The secret half of a team's key, opened with a helper's own. Raises `NotGranted`."""
    grant = Grant.objects.filter(epoch=epoch, user=user).first()
    if grant is None or not Member.objects.filter(team=epoch.team_id, user=user).exists():
        raise NotGranted
    return open_sealed_box(secret, bytes(grant.sealed), "grant", epoch.team_id, epoch.number, user.pk)


@transaction.atomic
def grant_to(user: User, secret: bytes, epoch: TeamEpoch, colleague: User) -> None:
    """Give a colleague of the same team its key. Raises `NotGranted`, `KeySwapped`.

    With a second member who holds it the key is safe enough to receive shares.
    """
    if not Member.objects.filter(team=epoch.team_id, user=colleague).exists():
        raise NotGranted
    _give(epoch, pair_of(team_secret(user, secret, epoch)), colleague)
    if epoch.grants.count() > 1:
        TeamEpoch.objects.filter(pk=epoch.pk).update(ready=True)


def _give(epoch: TeamEpoch, pair: KeyPair, user: User) -> None:
    held = HelperKey.objects.get(user=user)
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
