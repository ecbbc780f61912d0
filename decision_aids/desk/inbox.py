"""Which rooms a helper has before her, without anything of what is in them."""

from __future__ import annotations

from django.db.models import QuerySet

from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share

VIEWS = ("new", "open", "closed")


def rooms_of(desk: OpenDesk, view: str = "open") -> QuerySet[Share]:
    """The rooms of all teams of this helper; the oldest promise first."""
    shares = Share.objects.filter(team__members__user=desk.user).select_related("team").order_by("promised_on", "pk")
    if view == "new":
        return shares.open().filter(news_for_team=True)
    if view == "closed":
        return shares.filter(state=Share.State.CLOSED).order_by("-promised_on", "pk")
    return shares.open()


def counts_of(desk: OpenDesk) -> dict[str, int]:
    """How many there are in each view."""
    return {view: rooms_of(desk, view).count() for view in VIEWS}
