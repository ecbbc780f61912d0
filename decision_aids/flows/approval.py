"""Tells who approves an aid with errors, in the window of a workflow, which errors: Wagtail itself says only "no permission"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

APPROVING = "wagtailadmin_pages:workflow_action"


class ApprovalMiddleware:
    """Looks at an approval before Wagtail's own view does; there is no hook for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not apps.is_installed("decision_aids.flows"):
            raise MiddlewareNotUsed
        from decision_aids.flows.wagtail_hooks import refuse_approval  # noqa: PLC0415 (app ready)

        self.get_response, self.refuse = get_response, refuse_approval

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST" or named.get("action_name") != "approve":
            return None
        match = request.resolver_match
        return self.refuse(request, named["page_id"]) if match and match.view_name == APPROVING else None
