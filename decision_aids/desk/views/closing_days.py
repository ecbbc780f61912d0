"""The closing days of a team, for who leads it."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.desk.closing_days import ClosingForm, add_closing, closings_of, drop_closing
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.guard import unlocked
from decision_aids.desk.models import Member
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.closings import Period
from decision_aids.sharing.models import Team


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def closing_days(request: HttpRequest, desk: OpenDesk, team: int) -> HttpResponse:
    """See the days on which the team is closed, add some, take some away."""
    led = Team.objects.filter(pk=team, members__in=Member.objects.filter(user=desk.user, lead=True)).first()
    if led is None:
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, desk, led, ClosingForm())
    if "drop" in request.POST:
        period = _read(request.POST["drop"])
        if period is not None:
            drop_closing(led, period)
        return redirect("desk:closing_days", team=led.pk)
    form = ClosingForm(request.POST)
    if form.is_valid():
        if add_closing(led, form.period()):
            return redirect("desk:closing_days", team=led.pk)
        form.add_error(None, _("There are many closing days already. Take some away first."))
    return _page(request, desk, led, form, status=422)


def _page(request: HttpRequest, desk: OpenDesk, team: Team, form: ClosingForm, *, status: int = 200) -> HttpResponse:
    rows = [
        {"first": first, "last": last, "value": f"{first.isoformat()} {last.isoformat()}"}
        for first, last in closings_of(team)
    ]
    context = desk_frame(request, desk, team=team, closings=rows, week=team.working_hours.week, form=form)
    return render(request, "desk/closing_days.html", context, status=status)


def _read(text: str) -> Period | None:
    """A period as the page wrote it; None for anything else."""
    try:
        first, last = (datetime.date.fromisoformat(day) for day in text.split(" "))
    except ValueError:
        return None
    return first, last
