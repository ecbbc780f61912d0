"""The mail that tells a team there is something: one fixed text, at most once until somebody looked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from decision_aids.desk.models import Member
from decision_aids.sharing.models import Team
from decision_aids.sharing.signals import something_new


@receiver(something_new, dispatch_uid="desk.notices")
def tell_team(sender: Any, team: Team, **kwargs: Any) -> None:
    """Have the members of a team told, outside the request of the person who wrote."""
    tell_members.enqueue(team.pk)


@task()
def tell_members(team: int) -> None:
    """Mail each member that there is something. Not what, not from whom, not for which team, not when."""
    for member in Member.objects.filter(team=team, user__is_active=True).select_related("user"):
        with translation.override(member.user.preferred_language or settings.LANGUAGE_CODE):
            send_mail(
                subject=_("There is something new"),
                message=_("There is something new at your desk.\n\n%(address)s\n")
                % {"address": f"{settings.WAGTAILADMIN_BASE_URL}/desk/"},
                from_email=None,
                recipient_list=[member.user.email],
            )
