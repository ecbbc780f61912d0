"""How a team is doing, for who leads it: counts only."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from decision_aids.desk.counting import counts_of_team
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.guard import unlocked
from decision_aids.desk.models import Member
from decision_aids.desk.unlocking import OpenDesk


@unlocked
@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """What is open, what waits, how soon the first answer came, by week."""
    led = Member.objects.filter(user=desk.user, lead=True).select_related("team").order_by("team__order", "team__name")
    if not led:
        raise PermissionDenied
    counted = [counts_of_team(member.team) for member in led]
    return render(request, "desk/overview.html", desk_frame(request, desk, counted=counted))
