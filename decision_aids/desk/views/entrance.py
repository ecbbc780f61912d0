"""The way in: a first passphrase, unlocking, locking, another passphrase."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.models import User
from decision_aids.desk import keyring
from decision_aids.desk.done import go_on
from decision_aids.desk.forms import ChangeForm, SetupForm
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.guard import for_members, place_at_desk, try_passphrase, unlock_here, unlocked
from decision_aids.desk.models import HelperKey
from decision_aids.desk.unlocking import OpenDesk, lock_desk, make_slot, open_desk, set_cookie
from decision_aids.vault.gate import Busy


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Choose a desk passphrase at first use; or, when it was forgotten, begin again with a new key."""
    user = cast(User, request.user)
    renewing = HelperKey.objects.filter(user=user).exists()
    form = SetupForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            secret = keyring.make_helper_key(user, form.cleaned_data["passphrase"])
        except Busy:
            form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
        else:
            response = redirect("desk:keys")
            _desk, cookie = make_slot(user, secret)
            set_cookie(response, cookie)
            return response
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/setup.html", desk_frame(request, form=form, renewing=renewing), status=status)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponseBase:
    """Open the desk with the passphrase, and go where she was going."""
    if not HelperKey.objects.filter(user=cast(User, request.user)).exists():
        return redirect("desk:setup")
    if open_desk(request) is not None:
        return redirect(place_at_desk(request.GET.get("next", "")))
    return unlock_here(request, lambda _desk: redirect(place_at_desk(request.GET.get("next", ""))))


@for_members
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the desk; the sign-in stays."""
    response = redirect("desk:unlock")
    lock_desk(request, response)
    return response


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def new_passphrase(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Change the desk passphrase; the key stays the same."""
    form = ChangeForm(request.POST or None, user=desk.user)
    if request.method == "POST" and form.is_valid() and try_passphrase(desk.user, form, "current") is not None:
        try:
            keyring.change_passphrase(desk.user, desk.secret, form.cleaned_data["passphrase"], slot=desk.slot)
        except Busy:
            form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
        else:
            return go_on("passphrase", "desk:keys")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/passphrase.html", desk_frame(request, desk, form=form), status=status)
