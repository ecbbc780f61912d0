"""Sees to it that no page of hers is the answer to a form: not of any view, and not of an error before one."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cms.base.zones import JOURNEY_PATH, Zone, zone_of


class AfterPostMiddleware:
    """Puts a page that answers her form aside, and gives it at the address that she is sent on to.

    The exit stays an answer by itself: it shows nothing of hers, and has to work whatever the matter is. So does the
    answer to a form from elsewhere, which is not hers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not apps.is_installed("decision_aids.spaces"):
            raise MiddlewareNotUsed
        from decision_aids.spaces import guard, set_aside  # noqa: PLC0415 (app ready)

        self.get_response = get_response
        self.is_same_origin, self.aside = guard.is_same_origin, set_aside

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        again = "again=" in request.META.get("QUERY_STRING", "") and zone_of(request.path_info) is Zone.JOURNEY
        if again and request.method in ("GET", "HEAD"):
            page = self.aside.take_again(request)
            if page is not None:
                return page
        response = self.get_response(request)
        if request.method != "POST" or zone_of(request.path_info) is not Zone.JOURNEY:
            return response
        leaving = JOURNEY_PATH.fullmatch(request.path_info)
        if leaving or not isinstance(response, HttpResponse) or not self.is_same_origin(request):
            return response
        led_on = 300 <= response.status_code < 400
        answer = response if led_on else self.aside.put_aside(request, response)
        if again and 300 <= answer.status_code < 400:
            self.aside.let_go(request)
        return answer
