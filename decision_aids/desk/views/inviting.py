"""A helper on the telephone or at the table makes an invitation to an aid: a code, a link, a picture to scan, a page to print."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from decision_aids.desk.done import done_at_desk, go_on
from decision_aids.desk.frame import desk_frame, own_name
from decision_aids.desk.guard import unlocked
from decision_aids.desk.inviting import InvitationForm
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing import invitations
from decision_aids.spaces.code_page import ShownCode


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Make an invitation; it is shown this once."""
    form = InvitationForm(request.POST or None, desk=desk)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, desk, form)
    given, (aid, language) = form.cleaned_data, form.chosen
    try:
        row, code = invitations.invite(given["team"].team, desk.user, aid, note=given["note"], days=given["days"])
    except invitations.TooManyInvitations:
        form.add_error(None, _("You have fifty open invitations. Take them back first, or wait until they are used."))
        return _form_page(request, desk, form)
    with translation.override(language):
        shown = ShownCode.at(request, reverse("sharing:begin"), code)
    context = desk_frame(
        request,
        desk,
        row=row,
        shown=shown,
        note=given["note"],
        team=given["team"].team,
        who=own_name(desk),
        language=language,
    )
    return render(request, "desk/invitation.html", context)


def _form_page(request: HttpRequest, desk: OpenDesk, form: InvitationForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = desk_frame(
        request, desk, form=form, waiting=invitations.open_of(desk.user), done=done_at_desk(request, desk)
    )
    return render(request, "desk/invite.html", context, status=status)


@unlocked
@require_POST
def take_back(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Let the invitation that was just made, or all open ones of this helper, work no more."""
    one = request.POST.get("one", "")
    try:
        invitations.take_back(desk.user, uuid.UUID(one) if one else None)
    except ValueError:
        return redirect("desk:invite")
    return go_on("uninvited", "desk:invite")
