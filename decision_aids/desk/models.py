"""Who is in which team, and the keys with which helpers read what was shared with it.

A helper's own key is wrapped by a desk passphrase, which is not the sign-in password: an administrator can set that
one, and still reads nothing.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decision_aids.sharing.models import Share, Team, TeamEpoch


class Member(models.Model):
    """Somebody who answers in a team."""

    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("helper"), on_delete=models.CASCADE, related_name="memberships"
    )
    lead = models.BooleanField(_("leads the team"), default=False)
    reads_only = models.BooleanField(
        _("only reads along"), default=False, help_text=_("Somebody who supervises: reads, and answers nothing.")
    )
    away_until = models.DateField(
        _("away until"),
        null=True,
        blank=True,
        help_text=_("Until that day, what this helper took stands open for colleagues."),
    )
    by_mail = models.BooleanField(
        _("told by mail"), default=True, help_text=_("A mail that says only that there is something new.")
    )
    untold = models.BooleanField(default=False, editable=False)  # something came in that no mail told of
    told_on = models.DateField(null=True, editable=False)  # until she opens the inbox: at most one mail a day

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
    """One epoch's team key, sealed to a key that exists only as words on paper.

    `public` and its `tag` let a next epoch be sealed to the same paper.
    """

    epoch = models.OneToOneField(TeamEpoch, on_delete=models.CASCADE, related_name="sheet")
    public = models.BinaryField(max_length=32)
    tag = models.BinaryField(max_length=64)
    sealed = models.BinaryField(max_length=256)
    used_on = models.DateField(null=True)
    used_by = models.CharField(max_length=150, blank=True, default="")

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


class Handling(models.Model):
    """Who of the team takes care of a share."""

    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="handling")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return "handling"


class PrivateNote(models.Model):
    """What colleagues tell each other about a share, sealed with the team's key: her own copy of the room key opens none."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="private_notes")
    epoch = models.ForeignKey(TeamEpoch, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["share", "nonce"], name="private_note_once")]

    def __str__(self) -> str:
        return "private note"


class Draft(models.Model):
    """What a helper was writing, sealed with her own key. `about` is the item that it is feedback on, or ""."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=64, blank=True, default="")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "user", "about"], name="draft_once")]

    def __str__(self) -> str:
        return "draft"


class Looking(models.Model):
    """A helper who has a share open. The minute is sealed with the room key, like every time finer than a day."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="looking")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    minute = models.BinaryField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "user"], name="looking_once")]

    def __str__(self) -> str:
        return "looking"


PLACEHOLDERS = ("{team}", "{helper}", "{hours}", "{days}")


class AnswerTemplate(models.Model):
    """A text to begin an answer with. Placeholders are filled in when it is put in the field."""

    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="answer_templates",
        help_text=_("Leave empty for a text that every team may use."),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=80, help_text=_("What helpers pick it by."))
    text = models.TextField(
        _("text"),
        max_length=4_000,
        help_text=_("You may write {team}, {helper}, {hours} and {days}: they are filled in for you."),
    )

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["language", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a placeholder that nothing would fill in: a visitor would read it as it stands."""
        unknown = [name for name in re.findall(r"\{\w*\}", self.text) if name not in PLACEHOLDERS]
        if unknown:
            words = gettext("We cannot fill in %(unknown)s. You may write %(known)s.")
            known = ", ".join(PLACEHOLDERS)
            raise ValidationError({"text": words % {"unknown": ", ".join(unknown), "known": known}})

    def filled(self, team: Team, helper: str) -> str:
        """The text with its placeholders filled in, in its own language; what is no placeholder of ours stays."""
        with translation.override(self.language):
            values = (team.name, helper, str(team.hours_in_words), str(team.answer_days))
        known = dict(zip(PLACEHOLDERS, values, strict=True))
        return re.sub("|".join(map(re.escape, PLACEHOLDERS)), lambda found: known[found[0]], self.text)
