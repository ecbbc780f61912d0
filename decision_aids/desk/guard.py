"""Who may see the desk at all, what no browser may keep of it, and how it is unlocked without losing what was typed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cms.accounts.models import User
from decision_aids.desk import keyring, tries
from decision_aids.desk.forms import UnlockForm
from decision_aids.desk.frame import desk_frame
from decision_aids.desk.models import HelperKey, Member
from decision_aids.desk.unlocking import OpenDesk, make_slot, open_desk, set_cookie
from decision_aids.vault.gate import Busy

View = Callable[..., HttpResponseBase]
SECRETS = ("passphrase", "current", "again", "csrfmiddlewaretoken")


def for_members(view: View) -> View:
    """Let in who is signed in and answers in at least one team; in the language that she chose."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _let_in(request, view, args, kwargs)

    return guarded


def _let_in(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase:
    user: Any = request.user
    if not user.is_authenticated:
        if request.method == "POST" and request.POST.get("text", "").strip():
            return render(request, "desk/signed_out.html", {"text": request.POST["text"]}, status=403)
        return redirect_to_login(request.path if request.method in ("GET", "HEAD") else reverse("desk:inbox"))
    if not Member.objects.filter(user=user).exists():
        raise PermissionDenied
    with translation.override(user.preferred_language or translation.get_language()):
        return view(request, *args, **kwargs)


def unlocked(view: View) -> View:
    """Let in only with an unlocked desk, which the view gets as its second argument.

    What was sent to a desk that had locked meanwhile waits behind the passphrase, and then goes through.
    """

    @for_members
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        desk: OpenDesk | None = open_desk(request)
        if desk is not None:
            return view(request, desk, *args, **kwargs)
        if not HelperKey.objects.filter(user_id=request.user.pk).exists():
            return redirect("desk:setup")
        if request.method == "POST" and not {"again", "words"} & set(request.POST):
            return unlock_here(request, lambda opened: view(request, opened, *args, **kwargs))
        where = f"?{urlencode({'next': request.path})}" if request.path != reverse("desk:inbox") else ""
        return redirect(f"{reverse('desk:unlock')}{where}")

    return guarded


def place_at_desk(wanted: str) -> str:
    """An address of the desk that was asked for, or the inbox."""
    known = wanted.startswith(reverse("desk:inbox")) and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if known else reverse("desk:inbox")


def unlock_here(request: HttpRequest, go_on: Callable[[OpenDesk], HttpResponseBase]) -> HttpResponseBase:
    """Ask for the passphrase on the spot; with the right one go on with what was asked, in the same request."""
    user = cast(User, request.user)
    given = request.method == "POST" and "passphrase" in request.POST
    form = UnlockForm(request.POST if given else None)
    if given and form.is_valid():
        secret = try_passphrase(user, form, "passphrase")
        if secret is not None:
            desk, cookie = make_slot(user, secret)
            response = go_on(desk)
            set_cookie(response, cookie)
            return response
    return _unlock_page(request, form)


def try_passphrase(user: User, form: Form, field: str) -> bytes | None:
    """The helper's key by the passphrase in this field, or None with the reason beside it. Wrong ones are counted."""
    wait = tries.seconds_to_wait(user)
    if wait:
        form.add_error(
            field,
            _("There were several wrong tries. Wait %(seconds)d seconds and try again.") % {"seconds": wait},
        )
        return None
    try:
        secret = keyring.unlock_helper_key(user, form.cleaned_data[field])
    except keyring.WrongPassphrase:
        tries.count_wrong(user)
        form.add_error(field, _("This is not your desk passphrase."))
    except keyring.KeySwapped:
        form.add_error(None, _("Your key in the database is not the one that you made. Warn your administrator."))
    except Busy:
        form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
    else:
        tries.forget_wrong(user)
        return secret
    return None


def _unlock_page(request: HttpRequest, form: UnlockForm) -> HttpResponse:
    carried = [(name, value) for name, values in request.POST.lists() if name not in SECRETS for value in values]
    status = 422 if form.is_bound else 200
    return render(request, "desk/unlock.html", desk_frame(request, form=form, carried=carried), status=status)
