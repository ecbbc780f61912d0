"""What happens after too many wrong passwords, and what is not remembered about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.base.errors import error_page


def no_address(request: HttpRequest) -> None:
    """Give django-axes nothing where it asks for the address of the person's machine."""


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say in plain words that signing in has to wait."""
    return error_page(request, 429)
