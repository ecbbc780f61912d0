"""The keys of a helper's teams: made, given to a colleague, renewed when somebody left, found again with the sheet."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.models import User
from decision_aids.desk import keyring, renewal
from decision_aids.desk.done import done_at_desk, go_on
from decision_aids.desk.forms import SheetForm, TwoWordsForm
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.guard import unlocked
from decision_aids.desk.models import Member, RecoverySheet
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Team
from decision_aids.spaces.access import decode, encode
from decision_aids.vault import phrase
from decision_aids.vault.crypto import SealBroken, derive, open_sealed, seal


@unlocked
@require_http_methods(["GET", "HEAD"])
def show_keys(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """For each team of this helper: is there a key, is it sound, who holds it, whom can she give it to."""
    memberships = Member.objects.filter(user=desk.user).select_related("team").order_by("team__order", "team__name")
    teams = [_team_view(desk, membership.team) for membership in memberships]
    return render(request, "desk/keys.html", desk_frame(request, desk, teams=teams, done=done_at_desk(request, desk)))


def _team_view(desk: OpenDesk, team: Team) -> dict[str, Any]:
    epoch = team.current_epoch()
    holders = set(epoch.grants.values_list("user_id", flat=True)) if epoch is not None else set()
    members = [
        {"member": member, "holds": member.user_id in holders, "fingerprint": _fingerprint(member.user)}
        for member in team.members.filter(user__is_active=True).select_related("user", "user__helper_key")
    ]
    return {
        "team": team,
        "epoch": epoch,
        "mine": desk.user.pk in holders,
        "sheet": RecoverySheet.objects.filter(epoch=epoch).first() if epoch is not None else None,
        "members": members,
        "me": next((row for row in members if row["member"].user_id == desk.user.pk), None),
    }


def _fingerprint(user: User) -> tuple[str, ...]:
    """Four words that name a helper's key, to compare on the telephone."""
    held = getattr(user, "helper_key", None)
    if held is None:
        return ()
    return phrase.words(phrase.fingerprint(bytes(held.public)), get_language() or "nl")


def _team_of(desk: OpenDesk, team: int) -> Team:
    member = Member.objects.select_related("team").filter(team=team, user=desk.user).first()
    if member is None:
        raise PermissionDenied
    return member.team


@unlocked
@require_POST
def make_sheet(request: HttpRequest, desk: OpenDesk, team: int) -> HttpResponse:
    """Show twelve words, and make the team's key (or seal it to these words) when two of them were typed back.

    Until then nothing is stored: the words travel in the form, sealed under the helper's own key.
    """
    of = _team_of(desk, team)
    key = derive(desk.secret, "sheet in the making")
    if "sealed" not in request.POST:
        indices, asked = phrase.new_phrase(phrase.SHEET_WORDS), phrase.two_words_to_ask(count=phrase.SHEET_WORDS)
        sealed = encode(seal(key, json.dumps([indices, asked]).encode(), "sheet", of.pk))
        return _sheet_page(request, desk, of, indices, sealed, TwoWordsForm(indices=indices, asked=asked))
    try:
        given = json.loads(open_sealed(key, decode(request.POST["sealed"]), "sheet", of.pk))
    except SealBroken:
        raise PermissionDenied from None
    indices, asked = tuple(given[0]), (given[1][0], given[1][1])
    form = TwoWordsForm(request.POST, indices=indices, asked=asked)
    if not form.is_valid():
        return _sheet_page(request, desk, of, indices, request.POST["sealed"], form, status=422)
    try:
        if of.current_epoch() is None:
            keyring.found_team_key(of, desk.user, indices)
        else:
            renewal.replace_sheet(of, desk.user, desk.secret, indices)
    except keyring.AlreadyFounded:
        return redirect("desk:keys")  # a double click, or a colleague was first
    except keyring.NotGranted:
        return _refused(request, desk)
    return go_on("sheet", "desk:keys")


def _sheet_page(
    request: HttpRequest,
    desk: OpenDesk,
    team: Team,
    indices: phrase.Indices,
    sealed: str,
    form: TwoWordsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    words = phrase.words(indices, get_language() or "nl")
    context = desk_frame(request, desk, words=words, team=team, sealed=sealed, form=form)
    return render(request, "desk/sheet.html", context, status=status)


def _refused(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    return render(request, "desk/refused.html", desk_frame(request, desk), status=403)


@unlocked
@require_POST
def grant(request: HttpRequest, desk: OpenDesk, team: int, member: int) -> HttpResponse:
    """Give a colleague the key of the team."""
    of = _team_of(desk, team)
    theirs = Member.objects.select_related("user").filter(pk=member, team=of).first()
    epoch = of.current_epoch()
    if epoch is None or theirs is None:
        return redirect("desk:keys")
    try:
        keyring.grant_to(desk.user, desk.secret, epoch, theirs.user)
    except (keyring.NotGranted, keyring.KeySwapped):
        return _refused(request, desk)
    return go_on("granted", "desk:keys")


@unlocked
@require_POST
def renew(request: HttpRequest, desk: OpenDesk, team: int) -> HttpResponse:
    """Give the team a next key, and seal every talk to it."""
    try:
        renewal.renew_team_key(_team_of(desk, team), desk.user, desk.secret)
    except keyring.NotGranted:
        return _refused(request, desk)
    return go_on("renewed", "desk:keys")


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest, desk: OpenDesk, team: int) -> HttpResponse:
    """Find the team's key again with the words on paper."""
    of = _team_of(desk, team)
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renewal.recover_with_sheet(of, desk.user, form.indices)
        except renewal.WrongSheet:
            form.add_error("words", _("These are not the words of the sheet of this team."))
        except (keyring.NotGranted, keyring.KeySwapped):
            return _refused(request, desk)
        else:
            return go_on("recovered", "desk:keys")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/recover.html", desk_frame(request, desk, form=form, team=of), status=status)
