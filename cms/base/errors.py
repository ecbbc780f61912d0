"""Says what went wrong in plain words, in the language of the person, under a title that tells nobody anything."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from cms.base.zones import Zone, zone_of

# Status: what to call it, and what to do now.
SAYINGS = {
    400: (
        _("We did not understand this"),
        _("Something in the address or the form is not right. Go back and try again."),
    ),
    403: (
        _("This page is not open to you"),
        _("You may not see this page, or you were signed out. Go back to the start."),
    ),
    404: (_("This page is not here"), _("The address may be wrong, or the page has moved. Go back to the start.")),
    410: (_("This page is gone"), _("It was here before. It has been taken away. Go back to the start.")),
    413: (
        _("This is too much at once"),
        _("What you sent is too large. Nothing was saved. Go back and make it shorter."),
    ),
    429: (_("Please wait a little"), _("There were many tries in a short time. Try again in a few minutes.")),
    500: (_("Something went wrong here"), _("This is our fault, not yours. Go back and try again.")),
    503: (_("Please try again in a moment"), _("The site is busy now. Go back and try again.")),
}
OF_A_FORM = (
    _("This form was not sent from here"),
    _(
        "Your browser did not say that the form came from this site. Nothing was saved. Go back, load the page again, and try once more."
    ),
)
BARE = "<!doctype html><meta charset=utf-8><title>{title}</title><h1>{heading}</h1><p>{text}</p>"


def error_page(request: HttpRequest, status: int, saying: tuple[str, str] | None = None) -> HttpResponse:
    """Give the page for `status`, without asking the database and whatever else may be broken."""
    heading, text = saying or SAYINGS[status]
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        journey = zone_of(request.path_info) is Zone.JOURNEY
        start = f"/{translation.get_language()}/"
        context = {
            "layout": "layouts/journey.html" if journey else "layouts/base.html",
            "main_class": "journey" if journey else "page stack",
            "heading": gettext(heading),
            "text": gettext(text),
            "start_url": start,
            "exit_url": f"{start}s/" if journey else "",
        }
        try:
            body = render_to_string("errors/page.html", context)
        except Exception:  # noqa: BLE001 (the last resort: a theme that is broken too)
            body = BARE.format(title=gettext("Page"), heading=context["heading"], text=context["text"])
    response = HttpResponse(body, status=status)
    if status in (429, 503):
        response["Retry-After"] = "60"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django will not take: too much of it, or an address that is not ours."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return error_page(request, 413 if too_much else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not come here."""
    return error_page(request, 403)


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page."""
    return error_page(request, 403, OF_A_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address at which there is nothing."""
    return error_page(request, 404)


def too_many(request: HttpRequest, *arguments: Any) -> HttpResponse:
    """Answer somebody who tried too often."""
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when we failed: 503 when the database does not answer in time, and 500 otherwise."""
    busy = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return error_page(request, 503 if busy else 500)
