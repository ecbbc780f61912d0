"""Who is in which team, and the keys with which helpers read what was shared with it.

A helper's own key is wrapped by a desk passphrase, which is not the sign-in password: an administrator can set that
one, and still reads nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from decision_aids.sharing.models import Team, TeamEpoch


class Member(models.Model):
    """Somebody who answers in a team."""

    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("helper"), on_delete=models.CASCADE, related_name="memberships"
    )
    lead = models.BooleanField(_("leads the team"), default=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.team}"


class HelperKey(models.Model):
    """A helper's own key pair. `tag` vouches for the public key with a secret outside the database."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helper_key")
    public = models.BinaryField(max_length=32)
    tag = models.BinaryField(max_length=64)
    salt = models.BinaryField(max_length=16)
    wrapped = models.BinaryField(max_length=128)

    def __str__(self) -> str:
        return f"key of {self.user}"


class Grant(models.Model):
    """One epoch's team key, sealed to one helper's own key."""

    epoch = models.ForeignKey(TeamEpoch, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    sealed = models.BinaryField(max_length=256)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["epoch", "user"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.epoch}"


class RecoverySheet(models.Model):
    """One epoch's team key, sealed to a key that exists only as words on paper."""

    epoch = models.OneToOneField(TeamEpoch, on_delete=models.CASCADE, related_name="sheet")
    sealed = models.BinaryField(max_length=256)

    def __str__(self) -> str:
        return f"sheet of {self.epoch}"


class DeskSlot(models.Model):
    """An unlocked desk: a helper's key, wrapped by a second cookie. Locked again by deleting the row.

    `used` holds the minute of last use, sealed by the same cookie.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lookup = models.BinaryField(max_length=32, unique=True)
    wrapped = models.BinaryField(max_length=128)
    used = models.BinaryField(max_length=128)
    purge_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"open desk of {self.user}"
