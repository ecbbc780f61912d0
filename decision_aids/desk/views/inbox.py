"""The inbox: what is there for the teams of a helper, and how her team is doing. Nothing of the content."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decision_aids.desk.done import done_at_desk, go_on
from decision_aids.desk.forms import AwayForm
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.guard import unlocked
from decision_aids.desk.handling import stop_looking
from decision_aids.desk.inbox import FIRST_VIEW, SELDOM, VIEWS, counts_of, lines_of, rooms_of, teams_of
from decision_aids.desk.models import Member
from decision_aids.desk.notices import mark_seen, wants_mail
from decision_aids.desk.unlocking import OpenDesk

A_PAGE = 25


@unlocked
@require_http_methods(["GET", "HEAD"])
def inbox(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """What waits first, the oldest promise on top."""
    return _page(request, desk, AwayForm())


def _page(request: HttpRequest, desk: OpenDesk, away_form: AwayForm, *, status: int = 200) -> HttpResponse:
    view = request.GET.get("view", "")
    if view not in VIEWS:
        view = FIRST_VIEW
    teams = teams_of(desk)
    team = next((team for team in teams if str(team.pk) == request.GET.get("team")), None)
    chosen = team.pk if team is not None else None
    page = Paginator(rooms_of(desk, view, chosen), A_PAGE).get_page(request.GET.get("page"))
    counts = counts_of(desk, chosen)
    suffix = f"&team={chosen}" if chosen else ""
    stop_looking(desk.user)
    mark_seen(desk.user)
    today = timezone.localdate()
    context = desk_frame(
        request,
        desk,
        page=page,
        lines=lines_of(desk, list(page.object_list)),
        named=len(teams) > 1 or view == SELDOM,
        views=[
            {"title": title, "count": counts[name], "href": f"?view={name}{suffix}", "current": name == view}
            for name, title in VIEWS.items()
            if name != SELDOM or counts[name] or name == view
        ],
        teams=[{"title": one.name, "href": f"?view={view}&team={one.pk}", "current": one == team} for one in teams],
        every_team=f"?view={view}",
        team=team,
        query=f"view={view}{suffix}",
        away=Member.objects.filter(user=desk.user, away_until__gte=today).first(),
        away_form=away_form,
        done=done_at_desk(request, desk),
        by_mail=desk.user.email if wants_mail(desk.user) else "",
        locked_out=[one.name for one in teams if not _holds_key(desk, one.pk)],
    )
    return render(request, "desk/inbox.html", context, status=status)


def _holds_key(desk: OpenDesk, team: int) -> bool:
    return desk.user.grants.filter(epoch__team=team, epoch__retired=False).exists()


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Say that she is away until a day, or that she is back. Asked for, as the links of a refused form do: the inbox."""
    if request.method != "POST":
        return redirect(f"{reverse('desk:inbox')}?{request.GET.urlencode()}")
    if "back" in request.POST:
        Member.objects.filter(user=desk.user).update(away_until=None)
        return go_on("here-again", "desk:inbox")
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    Member.objects.filter(user=desk.user).update(away_until=form.cleaned_data["until"])
    return redirect("desk:inbox")
