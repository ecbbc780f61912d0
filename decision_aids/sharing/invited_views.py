"""Who was invited to an aid: the code, what the helper wrote, her own choice whom to write to first, and beginning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision_aids.flows.services import find_start
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.services import TooManyJourneys
from decision_aids.journeys.views import STARTS
from decision_aids.sharing import invitations
from decision_aids.sharing.invitations import Invited
from decision_aids.spaces.access import open_space, set_cookie
from decision_aids.spaces.frame import page_frame
from decision_aids.spaces.guard import private
from decision_aids.spaces.once import may_try


class GuestCodeForm(forms.Form):
    """The code on an invitation."""

    code = forms.CharField(
        label=gettext_lazy("The code on your invitation"),
        help_text=gettext_lazy("Twenty letters and figures, or ten words. Capitals, spaces and dashes do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "data-code": ""}),
        error_messages={"required": gettext_lazy("Type the code that you were given.")},
    )


class BeginForm(forms.Form):
    """Whether the helper who invited her reads first what she asks later. Nothing is chosen beforehand."""

    code = forms.CharField(max_length=200, widget=forms.HiddenInput)
    attach = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, invited: Invited, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attach: Any = self.fields["attach"]
        attach.label = _("If you ask a helper something later, who may read it first?")
        attach.help_text = _("You need not choose. You decide each time what you share, and with whom.")
        names = {"helper": invited.helper, "team": invited.team.name}
        attach.choices = [
            ("yes", _("%(helper)s of %(team)s, who invited me") % names),
            ("no", _("Nobody: I go on by myself")),
        ]


@private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Take the code of an invitation, show what it says, and begin when she presses the button for it."""
    if request.method != "POST":
        return _code_page(request, GuestCodeForm())
    form = GuestCodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, status=422)
    if not (STARTS.take() if "begin" in request.POST else may_try(request.META.get("REMOTE_ADDR", ""))):
        form.add_error(None, _("It is very busy right now. Wait half a minute and try again. Nothing is lost."))
        response = _code_page(request, form, status=503)
        response.headers["Retry-After"] = "30"
        return response
    invited = invitations.look_at(form.cleaned_data["code"])
    version = find_start(invited.aid, get_language() or "") if invited is not None else None
    if invited is None or version is None:
        form.add_error("code", _("This code opens nothing now. Look at each sign, or ask your helper for a new one."))
        return _code_page(request, form, status=422)
    if "begin" in request.POST:
        return _begin(request, form, invited, version)
    given = BeginForm(invited=invited, initial={"code": form.cleaned_data["code"]})
    return render(
        request, "sharing/invitation.html", page_frame(request, open_space(request), form=given, invited=invited)
    )


def _begin(request: HttpRequest, form: GuestCodeForm, invited: Invited, version: FlowVersion) -> HttpResponse:
    given = BeginForm(request.POST, invited=invited)
    attach = given.is_valid() and given.cleaned_data["attach"] == "yes"
    opened = open_space(request)
    try:
        journey = invitations.begin(form.cleaned_data["code"], opened, version, attach=attach)
    except invitations.NoInvitation:
        form.add_error("code", _("This code opens nothing now. Look at each sign, or ask your helper for a new one."))
        return _code_page(request, form, status=409)
    except TooManyJourneys:
        return redirect("journeys:home")
    response = redirect("journeys:overview", number=journey.row.number)
    if opened is None:
        set_cookie(response, journey.opened)
    return response


def _code_page(request: HttpRequest, form: GuestCodeForm, *, status: int = 200) -> HttpResponse:
    frame = page_frame(request, open_space(request), form=form)
    return render(request, "sharing/invited.html", frame, status=status)
