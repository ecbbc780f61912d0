"""Another team for a room: what a helper fills in, and what goes from the desk when a team lets a room go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from decision_aids.desk.models import Draft, Handling, Looking, Member, PrivateNote
from decision_aids.sharing.forms import NONCE, PlainTextField
from decision_aids.sharing.models import Share, Team
from decision_aids.sharing.signals import team_changed, team_left


class ReferForm(forms.Form):
    """Which team, and what she reads about why."""

    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Which team?"),
        empty_label=_("Choose a team"),
        error_messages={"required": _("Choose a team."), "invalid_choice": _("This team cannot be reached now.")},
    )
    reason = PlainTextField(
        label=_("What do you want to tell the visitor about it?"),
        help_text=_("The visitor reads this before choosing. Say what this team can do, and that no is fine too."),
        rows=4,
        max_length=1_000,
        error_messages={"required": _("Write in a few words why.")},
    )
    nonce = forms.CharField(widget=forms.HiddenInput, validators=[NONCE])

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_refer_%s", **kwargs)
        team: Any = self.fields["team"]
        team.label_from_instance = lambda one: one.full_name
        team.queryset = Team.objects.filter(pk__in=[one.pk for one in teams])


@receiver(team_changed, dispatch_uid="desk.team_changed")
def begin_anew(sender: Any, share: Share, **kwargs: Any) -> None:
    """Nobody of the team that answers from now on has taken it yet."""
    Handling.objects.filter(share=share).update(helper=None)


@receiver(team_left, dispatch_uid="desk.team_left")
def leave_nothing(sender: Any, share: Share, team: Team, **kwargs: Any) -> None:
    """The team's own notes go, and what its helpers were writing, unless they answer in the present team too."""
    PrivateNote.objects.filter(share=share, epoch__team=team).delete()
    if share.team_id is None:
        Handling.objects.filter(share=share).delete()
    present = Member.objects.filter(team=share.team_id).values("user")
    for rows in (Draft.objects, Looking.objects):
        rows.filter(share=share).exclude(user__in=present).delete()
