"""Inviting somebody to an aid: what a helper fills in, and what happens when she is written to first."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from decision_aids.desk.models import Handling, Member
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.forms import PlainTextField
from decision_aids.sharing.invitations import MOST_NOTE, aids_to_invite_to
from decision_aids.sharing.models import Share
from decision_aids.sharing.signals import meant_for

DAYS = {
    7: pgettext_lazy("an invitation works for", "a week"),
    14: pgettext_lazy("an invitation works for", "two weeks"),
    30: pgettext_lazy("an invitation works for", "a month"),
}


class InvitationForm(forms.Form):
    """To which aid, from which team, for how long, and a word with it."""

    aid = forms.ChoiceField(label=_("What do you invite somebody to?"))
    team = forms.ModelChoiceField(Member.objects.none(), label=_("From which team?"), empty_label=None)
    note = PlainTextField(
        label=_("A word with it, if you like"),
        help_text=_("The visitor reads this with the code. No name, please."),
        required=False,
        rows=3,
        max_length=MOST_NOTE,
    )
    days = forms.TypedChoiceField(label=_("How long does it work?"), coerce=int, choices=list(DAYS.items()), initial=14)

    def __init__(self, *args: Any, desk: OpenDesk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        aids = [
            (f"{key} {language}", f"{title} ({get_language_info(language)['name_local']})")
            for key, language, title in aids_to_invite_to()
        ]
        fields["aid"].choices = aids if len(aids) == 1 else [("", _("Choose an aid")), *aids]  # none by accident
        fields["team"].queryset = Member.objects.filter(user=desk.user, reads_only=False).select_related("team")
        fields["team"].label_from_instance = lambda member: member.team.name

    @property
    def chosen(self) -> tuple[uuid.UUID, str]:
        """The key of the aid, and its language."""
        key, _space, language = self.cleaned_data["aid"].partition(" ")
        return uuid.UUID(key), language


@receiver(meant_for, dispatch_uid="desk.meant_for")
def take_for(sender: Any, share: Share, helper: int, **kwargs: Any) -> None:
    """Put what she sent with the helper whom she came with, if that helper answers in this team and is there."""
    today = timezone.localdate()
    member = Member.objects.filter(team=share.team_id, user=helper, user__is_active=True, reads_only=False)
    if not member.exclude(away_until__gte=today).exists():
        return
    row, _made = Handling.objects.get_or_create(share=share)
    if row.helper_id is None:
        Handling.objects.filter(pk=row.pk, helper=None).update(helper=helper)
