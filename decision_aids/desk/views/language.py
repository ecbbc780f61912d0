"""The language of the desk, chosen at its foot.

What is stored is one thing: the language of her account, in the database. It is the same that she can choose in the
Wagtail admin, and the one that the mails to her are in. No cookie.
"""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cms.accounts.language import choose_language
from cms.accounts.models import User
from decision_aids.desk.guard import for_members, place_at_desk


@for_members
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Take over a language, and go back to the page that she was looking at; the desk may be locked meanwhile."""
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        choose_language(cast(User, request.user), code)
    return redirect(place_at_desk(request.POST.get("here", "")))
