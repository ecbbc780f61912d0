"""What stands around every page of the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from decision_aids.desk.models import Member
from decision_aids.desk.unlocking import OpenDesk


def desk_frame(request: HttpRequest, desk: OpenDesk | None = None, **context: Any) -> dict[str, Any]:
    """The context of a page; without an open desk there is no menu and nothing to lock."""
    user: Any = request.user
    return {
        "user_name": user.get_full_name() or user.get_username(),
        "menu": [] if desk is None else _menu(request, desk),
        "sign_out_url": reverse("account_logout"),
        "lock_url": reverse("desk:lock") if desk is not None else "",
        "desk_url": reverse("desk:inbox"),
        "languages": _languages(request),
        "language_url": reverse("desk:language"),
        "here": request.get_full_path(),
        **context,
    }


def _menu(request: HttpRequest, desk: OpenDesk) -> list[dict[str, Any]]:
    rooms = [(_("Inbox"), "desk:inbox"), (_("Appointments"), "desk:appointments"), (_("Keys"), "desk:keys")]
    rooms.insert(-1, (_("Invite"), "desk:invite"))
    if Member.objects.filter(user=desk.user, lead=True).exists():
        rooms.append((_("Overview"), "desk:overview"))
    here = request.resolver_match.view_name if request.resolver_match is not None else ""
    return [{"title": title, "url": reverse(name), "current": here == name} for title, name in rooms]


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """What the desk can be read in; none on the answer to a form, where going elsewhere loses what was typed."""
    if request.method == "POST":
        return []
    return [
        {"code": code, "name": get_language_info(code)["name_local"].capitalize(), "current": code == get_language()}
        for code, _name in settings.LANGUAGES
    ]


def own_name(desk: OpenDesk) -> str:
    """The name under which a helper writes: her first name."""
    return desk.user.first_name or desk.user.get_username()
