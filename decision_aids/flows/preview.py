"""A draft as visitors would see it, one step at a time, inside the preview panel of the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext

from decision_aids.engine.flow import load_flow
from decision_aids.exercises.forms import StepForm, make_part
from decision_aids.flows.compile import compile_aid
from decision_aids.flows.offer import kinds_off
from decision_aids.flows.rendering import render_items

if TYPE_CHECKING:
    from decision_aids.flows.models import DecisionAidPage

TEMPLATE = "flows/preview_step.html"


def step_modes(page: DecisionAidPage) -> list[tuple[str, str]]:
    """Give (block id, title) of each step, for the choice of what to preview."""
    steps = [child for child in page.flow if child.block_type == "step" and child.id]
    return [(child.id, child.value["title"] or gettext("Step without a title")) for child in steps]


def preview_step(request: HttpRequest, page: DecisionAidPage, step_id: str) -> TemplateResponse:
    """Show one step of the draft as a visitor would first see it; a step that is gone is said to be gone."""
    language = page.locale.language_code
    flow = load_flow(compile_aid(page).document)
    step = next((step for step in flow.steps if step.id == step_id), None)
    context = {"step": step, "items": [], "exit_url": "#", "language": language}
    with translation.override(language):
        if step is not None:
            off = kinds_off(page)
            there = (item for item in step.exercises if item.type not in off)
            form = StepForm(parts=[part for item in there if (part := make_part(item, None))])
            context |= {
                "form": form,
                "scripts": form.scripts,
                "items": render_items(flow, step, form),
                "chapter_name": step.chapter.title,
                "can_skip": step.may_skip and form.asks,
            }
        return TemplateResponse(request, TEMPLATE, context).render()
