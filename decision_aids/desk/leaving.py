"""When a membership or an account ends, so does every way in, at once; and when somebody signs out, the desk locks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest

from cms.accounts.models import User
from decision_aids.desk.models import DeskSlot, Draft, Grant, Handling, Looking, Member
from decision_aids.desk.unlocking import lock_slot
from decision_aids.sharing.models import TeamEpoch


@transaction.atomic
def end_access(user: User, team: int | None = None) -> None:
    """Take a helper's keys away, of one team or of all, and lock her desk everywhere.

    She may have kept a copy, so nothing new is sealed to a key that she held until a colleague renews it.
    """
    grants = Grant.objects.filter(user=user)
    handled = Handling.objects.filter(helper=user)
    drafts = Draft.objects.filter(user=user)
    looking = Looking.objects.filter(user=user)
    if team is not None:
        grants = grants.filter(epoch__team=team)
        handled, drafts, looking = (rows.filter(share__team=team) for rows in (handled, drafts, looking))
    TeamEpoch.objects.filter(grants__in=grants, retired=False).update(stale=True)
    grants.delete()
    handled.update(helper=None)
    drafts.delete()
    looking.delete()
    DeskSlot.objects.filter(user=user).delete()


@receiver(pre_delete, sender=Member, dispatch_uid="desk.membership_ends")
def membership_ends(sender: Any, instance: Member, **kwargs: Any) -> None:
    """A helper leaves a team."""
    end_access(instance.user, instance.team_id)


@receiver(post_save, sender=User, dispatch_uid="desk.account_ends")
def account_ends(sender: Any, instance: User, **kwargs: Any) -> None:
    """An account is switched off."""
    if not instance.is_active:
        end_access(instance)


@receiver(user_logged_out, dispatch_uid="desk.signed_out")
def signed_out(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Somebody signs out in this browser."""
    if request is not None:
        lock_slot(request)
