"""What a helper has just done, told in one sentence on the page that follows, with the way back where there is one.

The address of that page carries a word of ours, signed for a few minutes so that nobody else can make the desk say
something, and in the inbox the id of the talk: no text, no name. Nothing goes into a cookie or a session, so it is told
in the tab in which it was done. The day or the name in a sentence about a talk, and whether it is still so, is read
from the database at that moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseRedirect
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decision_aids.desk.inbox import VIEWS, Line, lines_of, room_of
from decision_aids.desk.unlocking import OpenDesk
from decision_aids.sharing.models import Share

WORD, TALK = "done", "talk"
MINUTES = 5
_signer = TimestampSigner(salt="desk.done")


@dataclass(frozen=True, slots=True)
class Done:
    """What is told. `href`: the talk to go back to, or ""."""

    sentence: str
    href: str = ""


def go_on(word: str, to: str, *, talk: Share | None = None, at: str = "", **where: Any) -> HttpResponseRedirect:
    """Lead on to a page that tells what was done. `talk`: which, where the page shows more than one; `at`: "#place"."""
    told = {WORD: _signer.sign(word)} | ({TALK: str(talk.pk)} if talk is not None else {})
    return HttpResponseRedirect(f"{reverse(to, kwargs=where)}?{urlencode(told)}{at}")


def done_at_desk(request: HttpRequest, desk: OpenDesk) -> Done | None:
    """What is told on a page that is not about one talk; one query more when it is about a talk that was left."""
    word = _word(request)
    if word in AT_DESK:
        return Done(str(AT_DESK[word]))
    share = _talk(request, desk) if word in LEFT else None
    sentence = str(LEFT[word](lines_of(desk, [share])[0])) if share is not None else ""
    return Done(sentence, reverse("desk:share", kwargs={"share": share.pk})) if share is not None and sentence else None


def done_in_talk(request: HttpRequest, line: Line) -> Done | None:
    """What is told on top of a talk."""
    holds, sentence = IN_TALK.get(_word(request), (None, ""))
    return Done(str(sentence)) if holds is not None and holds(line) else None


def just_done(request: HttpRequest, word: str) -> bool:
    """Whether this was done: for what is told beside the place where it stands."""
    return _word(request) == word


def _word(request: HttpRequest) -> str:
    try:
        return _signer.unsign(request.GET.get(WORD, ""), max_age=MINUTES * 60)
    except BadSignature:
        return ""


def _talk(request: HttpRequest, desk: OpenDesk) -> Share | None:
    try:
        return room_of(desk, uuid.UUID(request.GET.get(TALK, "")))
    except ValueError:
        return None


def _handed(line: Line) -> Any:
    if line.mine:
        return ""
    if line.helper:
        return _("Handed over to %(name)s.") % {"name": line.helper}
    return _("Handed back to the team. It stands under “%(view)s”.") % {"view": VIEWS["free"]}


def _put_off(line: Line) -> Any:
    until = line.share.rests_until
    if not _rests(line):
        return ""
    day, view = date(until, "l j F"), VIEWS["later"]
    return _("Put off until %(day)s. It stands under “%(view)s”.") % {"day": day, "view": view}


def _closed(line: Line) -> Any:
    if _is_open(line):
        return ""
    return _("Closed. It stands under “%(view)s”, and opens again when the visitor writes.") % {"view": VIEWS["closed"]}


def _is_open(line: Line) -> bool:
    return line.share.state == Share.State.OPEN


def _rests(line: Line) -> bool:
    until = line.share.rests_until
    return _is_open(line) and until is not None and until > timezone.localdate()


LEFT: dict[str, Callable[[Line], Any]] = {"handed": _handed, "put-off": _put_off, "closed": _closed}
"""What sends a talk away: told in the inbox, with the way to it. Each gives "" when it is not so any more."""

IN_TALK: dict[str, tuple[Callable[[Line], bool], Any]] = {
    "taken": (lambda line: line.mine, _("You have this now. Below you can hand it over or put it off.")),
    "back": (lambda line: not _rests(line), _("It is back in the inbox.")),
    "reopened": (_is_open, _("This talk is open again. At the end of it you can close it.")),
    "offered": (_is_open, _("The times are offered. You can take each one back under “Appointment”.")),
    "time-back": (_is_open, _("The time is taken back. The visitor cannot choose it any more.")),
    "cancelled": (_is_open, _("The appointment is cancelled. The visitor sees that.")),
    "proposed": (_is_open, _("The visitor is asked now. Until the answer comes you can take the proposal back.")),
    "not-proposed": (_is_open, _("The proposal is taken back.")),
}
"""What is told on top of the talk in which it was done, as long as it can be so."""

AT_DESK: dict[str, Any] = {
    "here-again": _("You are back. Your colleagues see that."),
    "mail-on": _("From now on you get a mail when there is something new."),
    "mail-off": _("You get no mails any more."),
    "passphrase": _("Your new desk passphrase works from now on. The old one opens nothing any more."),
    "sheet": _("The sheet is ready. Keep it in a safe place."),
    "granted": _("Your colleague holds the key of the team now."),
    "renewed": _("The key is renewed, and every talk is locked with it."),
    "recovered": _("You hold the key of the team again."),
    "uninvited": _("Taken back. The code opens nothing any more."),
}
