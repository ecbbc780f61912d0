"""Whether a helper is told by mail that there is something new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from decision_aids.desk.done import go_on
from decision_aids.desk.guard import unlocked
from decision_aids.desk.notices import choose_mail
from decision_aids.desk.unlocking import OpenDesk


@unlocked
@require_POST
def mail(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Switch the mails on or off."""
    wanted = "on" in request.POST
    choose_mail(desk.user, wanted=wanted)
    return go_on("mail-on" if wanted else "mail-off", "desk:inbox")
