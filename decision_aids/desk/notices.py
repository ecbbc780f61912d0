"""The mail that tells helpers there is something: one fixed text, sent later and together, at most one a day until they look.

What a visitor does only sets a mark. A run of its own sends, at hours that have nothing to do with hers, so that the
time of a mail does not tell when somebody wrote.
"""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.accounts.models import User
from decision_aids.desk.models import Member
from decision_aids.sharing.models import Team
from decision_aids.sharing.signals import something_new

logger = logging.getLogger(__name__)


@receiver(something_new, dispatch_uid="desk.notices")
def mark_untold(sender: Any, team: Team, **kwargs: Any) -> None:
    """Remember that something came in for a team."""
    Member.objects.filter(team=team, by_mail=True, untold=False).update(untold=True)


def mark_seen(user: User) -> None:
    """She looked at her inbox: what came in so far needs no mail, and the next thing may have one again."""
    told = Q(untold=True) | Q(told_on__isnull=False)
    Member.objects.filter(told, user=user).update(untold=False, told_on=None)


def choose_mail(user: User, *, wanted: bool) -> None:
    """Whether this helper is told by mail, for all of her teams."""
    Member.objects.filter(user=user).update(by_mail=wanted, untold=False)


def wants_mail(user: User) -> bool:
    """Whether this helper is told by mail."""
    return Member.objects.filter(user=user, by_mail=True).exists()


def send_notices() -> int:
    """Mail each helper for whom something came in, once a day at most; gives how many mails went.

    Of two runs at the same time one sends it. Who is away is told when she is back. A mail that cannot be sent is
    tried again at the next run.
    """
    today, connection = timezone.localdate(), get_connection()
    return sum(_send_to(user, today, connection) for user in _waiting(today))


def _send_to(user: User, today: datetime.date, connection: Any) -> bool:
    """Take this helper's turn and mail her; False when another run took it, or when the mail did not go."""
    mine = Member.objects.filter(user=user)
    if not mine.filter(untold=True).update(untold=False, told_on=today):
        return False
    try:
        notice_for(user, connection).send()
    except OSError:
        mine.filter(told_on=today).update(untold=True, told_on=None)
        logger.exception("A mail to a helper was not sent")
        return False
    return True


def notice_for(user: User, connection: Any = None) -> EmailMessage:
    """The mail: that there is something. Not what, not from whom, not for which team, not since when."""
    with translation.override(user.preferred_language or settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("There is something new"),
            body=_("There is something new at your desk.\n\n%(address)s\n")
            % {"address": f"{settings.WAGTAILADMIN_BASE_URL}/desk/"},
            to=[user.email],
            connection=connection,
        )


def _waiting(today: datetime.date) -> list[User]:
    """Who has not been told yet, is there, and had no mail today."""
    there = Q(memberships__away_until=None) | Q(memberships__away_until__lt=today)
    waiting = User.objects.filter(there, is_active=True, memberships__untold=True, memberships__by_mail=True)
    told = Member.objects.filter(told_on=today).values("user")
    return list(waiting.exclude(pk__in=told).order_by("pk").distinct())
