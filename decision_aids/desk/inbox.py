"""Which rooms a helper has before her, without anything of what is in them."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decision_aids.desk.models import Member
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import ReaderKey, Share, Team
from decision_aids.vault import phrase
from decision_aids.vault.phrase import LANGUAGES, LIST_LENGTH

VIEWS = {
    "mine": _("Mine"),
    "free": _("Nobody's yet"),
    "all": _("All open"),
    "waiting": _("Waiting for the visitor"),
    "later": _("Later"),
    "closed": _("Closed"),
    "along": _("Reading along"),
}
FIRST_VIEW = "all"
SELDOM = "along"  # most teams never have any: shown only when there are


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the inbox. `late`: the promise has passed; `due`: it ends today. `helper`: who took it, or "".

    `name`: two words by which colleagues know this talk from another of the same day. They come from its id, say
    nothing of what is in it, and are the same in every language, so that they can be said on the phone.
    """

    share: Share
    name: str
    late: bool
    due: bool
    helper: str
    mine: bool


def rooms_of(desk: OpenDesk, view: str = FIRST_VIEW, team: int | None = None) -> QuerySet[Share]:
    """The rooms of this helper's teams: first what waits for an answer, the oldest promise on top."""
    shares = _all_of(desk).select_related("team", "handling__helper")
    if team is not None:
        shares = shares.filter(team=team)
    order = ("-sent_on", "pk") if view == "closed" else ("-news_for_team", "promised_on", "pk")
    return shares.filter(_asked_for(view, desk, timezone.localdate())).order_by(*order)


def counts_of(desk: OpenDesk, team: int | None = None) -> dict[str, int]:
    """How many there are in each view. One query."""
    shares = _all_of(desk)
    if team is not None:
        shares = shares.filter(team=team)
    today = timezone.localdate()
    counted = {view: Count("pk", distinct=True, filter=_asked_for(view, desk, today)) for view in VIEWS}
    return dict(shares.aggregate(**counted))


def lines_of(desk: OpenDesk, shares: list[Share]) -> list[Line]:
    """The lines as they are shown, for rooms that came with `rooms_of`."""
    today = timezone.localdate()
    lines = []
    for share in shares:
        handling = getattr(share, "handling", None)
        helper = handling.helper if handling is not None else None
        waits = share.news_for_team and share.state == Share.State.OPEN
        lines.append(
            Line(
                share,
                _name_of(share),
                late=waits and share.promised_on < today,
                due=waits and share.promised_on == today,
                helper="" if helper is None else helper.first_name or helper.get_username(),
                mine=helper is not None and helper.pk == desk.user.pk,
            )
        )
    return lines


def _name_of(share: Share) -> str:
    number = int.from_bytes(share.pk.bytes[:4], "big")
    return " ".join(phrase.words((number // LIST_LENGTH % LIST_LENGTH, number % LIST_LENGTH), LANGUAGES[0]))


def room_of(desk: OpenDesk, share: uuid.UUID) -> Share | None:
    """One of these rooms; None for what is not in this helper's inbox."""
    return _all_of(desk).select_related("handling__helper").filter(pk=share).first()


def teams_of(desk: OpenDesk) -> list[Team]:
    """The teams that this helper answers in."""
    return list(Team.objects.filter(members__user=desk.user))


def _all_of(desk: OpenDesk) -> QuerySet[Share]:
    mine = Team.objects.filter(members__user=desk.user).values("pk")
    along = ReaderKey.objects.filter(epoch__team__in=mine).values("share")
    return Share.objects.filter(Q(team__in=mine) | Q(pk__in=along))


def _asked_for(view: str, desk: OpenDesk, today: datetime.date) -> Q:
    """What belongs in a view. What another team answers by now stands in one of its own."""
    ours = Q(team__in=Team.objects.filter(members__user=desk.user).values("pk"))
    return ~ours if view == "along" else ours & _of_ours(view, desk, today)


def _of_ours(view: str, desk: OpenDesk, today: datetime.date) -> Q:
    opened = Q(state=Share.State.OPEN)
    later = Q(rests_until__gt=today)
    if view == "closed":
        return Q(state=Share.State.CLOSED)
    if view == "later":
        return opened & later
    now = opened & (Q(rests_until=None) | ~later)
    if view == "mine":
        return now & Q(handling__helper=desk.user)
    if view == "free":
        return now & _nobodys(today)
    if view == "waiting":
        return now & Q(news_for_team=False)
    return now


def _nobodys(today: datetime.date) -> Q:
    """Rooms that nobody took, or whose helper is away."""
    away = Member.objects.filter(away_until__gte=today).values("user")
    return Q(handling__isnull=True) | Q(handling__helper__isnull=True) | Q(handling__helper__in=away)
