"""Teams that answer, rooms that hold what was shared, and the sealed keys of those who may read.

Nothing here names a visitor or a space, and no time is finer than a day: hours that people are shown are inside the
sealed messages.
"""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.blocks.fields import ContentStreamField
from content.directory.hours import HoursStream
from decision_aids.sharing.attachment_models import SharedAttachment as SharedAttachment
from decision_aids.sharing.closings import ClosingStream
from decision_aids.sharing.reader_models import PartKey as PartKey
from decision_aids.sharing.reader_models import PlanPart as PlanPart
from decision_aids.sharing.reader_models import Reader as Reader
from decision_aids.sharing.reader_models import ReaderSlot as ReaderSlot
from decision_aids.sharing.working_hours import WorkingHours


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams by what they can do now."""

    def reachable(self) -> TeamQuerySet:
        """Teams to which something can be sent: in service, and with a key that only its members can open."""
        return self.filter(active=True, epochs__in=TeamEpoch.objects.receiving())


class Team(models.Model):
    """A group of helpers who answer together; what is written here is what a visitor reads before she sends."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    organisation = models.CharField(
        _("organisation"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("For a team of a partner organisation: its name. A visitor sees it before anything is sent."),
    )
    about = models.TextField(
        _("who they are"),
        max_length=600,
        help_text=_("Two or three sentences: who reads it, what they can do, what not."),
    )
    hours = models.CharField(_("when they work"), max_length=160, blank=True, default="")
    opening = ContentStreamField(
        HoursStream,
        verbose_name=_("opening hours"),
        blank=True,
        help_text=_("A visitor is told whether somebody is there now. Leave it empty and nobody is promised an hour."),
    )
    closings = ContentStreamField(
        ClosingStream,
        verbose_name=_("closing days"),
        blank=True,
        help_text=_("Days on which your team does not work. Public holidays are known already."),
    )
    on_holidays = models.BooleanField(_("works on public holidays"), default=False)
    answer_days = models.PositiveSmallIntegerField(_("answers within (working days)"), default=2)
    may_not_promise = models.TextField(_("what they cannot promise"), max_length=400, blank=True, default="")
    in_danger = models.TextField(
        _("what helpers do when somebody is in danger"),
        max_length=4_000,
        blank=True,
        default="",
        help_text=_("Your agreements, for helpers only. They stand one click away in every talk."),
    )
    active = models.BooleanField(_("in service"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The team, with its organisation where that is told."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    @property
    def working_hours(self) -> WorkingHours:
        """When this team works."""
        return WorkingHours.of(self.opening, self.closings, on_holidays=self.on_holidays)

    @property
    def hours_in_words(self) -> str:
        """When they work, in one line."""
        return self.hours or ", ".join(f"{day.name.lower()} {day.words}" for day in self.working_hours.week)

    def answers_by(self, day: datetime.date) -> datetime.date:
        """The day by which this team answers what comes in on `day`."""
        return self.working_hours.answers_by(day, self.answer_days)

    def current_epoch(self) -> TeamEpoch | None:
        """The key of the team now, or None before the team made one."""
        return self.epochs.filter(retired=False).first()


class TeamEpochQuerySet(models.QuerySet["TeamEpoch"]):
    """Keys of teams by what may be sealed to them."""

    def receiving(self) -> TeamEpochQuerySet:
        """Keys that new shares may be sealed to: not lost with one person, and in no hands that left."""
        return self.filter(retired=False, ready=True, stale=False)


class TeamEpoch(models.Model):
    """One key pair in the life of a team. `tag` vouches for the public key with a secret outside the database.

    `ready`: two members hold it, or a recovery sheet is safe, so that nothing sent to it can be lost. `stale`: somebody
    who held it is not in the team any more; nothing new is sealed to it until a member renews it.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="epochs")
    number = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=32)
    tag = models.BinaryField(max_length=64)
    ready = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    objects = TeamEpochQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="team_epoch_number"),
            models.UniqueConstraint(fields=["team"], condition=models.Q(retired=False), name="one_epoch_now"),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.number}"


class ShareQuerySet(models.QuerySet["Share"]):
    """Shares by state."""

    def open(self) -> ShareQuerySet:
        return self.filter(state=Share.State.OPEN)


class Share(models.Model):
    """A room with its own random key.

    `mark` finds the rooms of one space for who holds its key. `owner_key` is the room key wrapped for her.
    `snapshot` holds the chosen answers, sealed with the room key; only she replaces it. Withdrawing deletes the row.
    Without a `team` it is a room for persons whom she invited, which no desk ever shows.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mark = models.BinaryField(max_length=16, db_index=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="shares")
    owner_key = models.BinaryField(max_length=128)
    snapshot = models.BinaryField()
    nonce = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    news_for_team = models.BooleanField(default=True)
    news_for_owner = models.BooleanField(default=False)
    sent_on = models.DateField()
    promised_on = models.DateField(null=True)  # only a team promises
    rests_until = models.DateField(null=True)  # put off by the team; a message of hers wakes it
    answered_on = models.DateField(null=True)  # the first time, for the counts of the team
    purge_on = models.DateField(db_index=True)
    on_paper = models.BooleanField(default=False)  # whether the team may put it in a file on paper; hers to say

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "nonce"], name="share_once")]

    def __str__(self) -> str:
        return "share"

    @property
    def short(self) -> str:
        """The piece of the id that stands in her address."""
        return self.id.hex[:8]


class ReaderKey(models.Model):
    """The room key, sealed to the public key of one epoch of a team."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="reader_keys")
    epoch = models.ForeignKey(TeamEpoch, on_delete=models.PROTECT, related_name="reader_keys")
    sealed = models.BinaryField(max_length=256)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "epoch"], name="reader_key_of_epoch")]

    def __str__(self) -> str:
        return "reader key"


class Message(models.Model):
    """Something said in a room, by her, by the team or by somebody she invited, sealed with the room key.

    `nonce` comes from the form: the same form sent twice makes one message.
    """

    class Side(models.TextChoices):
        OWNER = "o"
        TEAM = "t"
        READER = "r"  # a person whom she invited
        NOTE = "n"  # what happened in the room: opened, closed, changed

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=1, choices=Side.choices)
    nonce = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["share", "nonce"], name="message_once")]

    def __str__(self) -> str:
        return f"message {self.side}"


class Agenda(models.Model):
    """The times that a team offers in a room, with what became of them: one document, sealed with the room key.

    `revision` counts its changes and is part of the seal, so that an older one cannot be put in its place unseen.
    """

    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="agenda")
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "agenda"


class HeldTime(models.Model):
    """A quarter of an hour of a helper that is taken, as a mark that only her own key and the time together make.

    Two rooms cannot take the same one. Which helper, which day and which hour, nobody can tell from it.
    """

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="held_times")
    tag = models.BinaryField(max_length=33, unique=True)

    def __str__(self) -> str:
        return "held time"


class Reminder(models.Model):
    """One mail that a visitor asked for, to be sent once and then forgotten.

    `lookup` is a mark that only the key of her room makes: nobody else can tell whose it is. `sealed` is the address,
    under a secret of the server outside the database, because the server has to send it. `due_on` is empty as long as
    it waits for an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lookup = models.BinaryField(max_length=33, unique=True)
    sealed = models.BinaryField()
    due_on = models.DateField(null=True)
    purge_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return "reminder"


class Referral(models.Model):
    """A team's proposal that another one goes on with a room; nobody new reads anything before she says yes.

    `reason` is what the helper wrote to her about it, sealed with the room key. Answered or taken back, the row goes.
    """

    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="referral")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    reason = models.BinaryField()

    def __str__(self) -> str:
        return "referral"


class Invitation(models.Model):
    """A helper's invitation to an aid, until somebody uses its code. It does not tell who was invited, nor who came.

    `note` is what the helper wrote to her, sealed with a key that waits behind the code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    aid = models.UUIDField()  # the flow's key: the same in every language
    note = models.BinaryField(default=b"")
    purge_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return "invitation"
