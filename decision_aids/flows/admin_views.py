"""Our own screens in the admin: what the pickers ask, and the list of problems of a draft."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST
from wagtail.permissions import page_permission_policy

from decision_aids.flows.gate import find_problems, split
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.sources import read_sources


@require_POST
def sources(request: HttpRequest) -> HttpResponse:
    """Give the questions that a condition can ask and the options of the aid, read from the unsaved form.

    Tells nobody anything but what was sent; only who may edit pages can ask.
    """
    if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    flow = _posted(request, "flow")
    options = _posted(request, "options")
    return JsonResponse(read_sources(flow, options))


def _posted(request: HttpRequest, name: str) -> Any:
    """Give a stream as the form that was sent holds it, unchecked."""
    block = getattr(DecisionAidPage(), name).stream_block
    if f"{name}-count" not in request.POST:
        return block.empty_value()
    return block.value_from_datadict(request.POST, request.FILES, name)


@require_GET
def problems(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give the list of problems of the newest draft as HTML, and the steps that can be previewed."""
    draft = get_draft(request, page_id)
    html = render_to_string("flows/problems.html", split(find_problems(draft)), request)
    return JsonResponse({"html": html, "modes": draft.preview_modes})


def get_draft(request: HttpRequest, page_id: int) -> DecisionAidPage:
    """Give the newest draft of an aid. Raises `Http404`, or `PermissionDenied` for who may not edit it."""
    page = get_object_or_404(DecisionAidPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
