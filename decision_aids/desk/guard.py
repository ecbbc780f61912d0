"""Who may see the desk at all, and what no browser may keep of it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation

from decision_aids.desk.models import HelperKey, Member
from decision_aids.desk.unlocking import OpenDesk, open_desk

View = Callable[..., HttpResponseBase]


def for_members(view: View) -> View:
    """Let in who is signed in and answers in at least one team; in the language that she chose."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login("/desk/")
        if not Member.objects.filter(user=user).exists():
            raise PermissionDenied
        with translation.override(user.preferred_language or translation.get_language()):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return guarded


def unlocked(view: View) -> View:
    """Let in only with an unlocked desk, which the view gets as its second argument."""

    @for_members
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        desk: OpenDesk | None = open_desk(request)
        if desk is None:
            known = HelperKey.objects.filter(user_id=request.user.pk).exists()
            return redirect("desk:unlock" if known else "desk:setup")
        return view(request, desk, *args, **kwargs)

    return guarded
