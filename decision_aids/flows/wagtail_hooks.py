"""What we add to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from decision_aids.flows.gate import CannotPublish, Problem, find_problems, refuse_errors
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.pickers import picker_settings

SCRIPTS = ("flows/pickers.js", "flows/problems.js")
MOST_LINES = 6  # in a message; the list above the editor holds all


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    """Add our own screens."""
    return [path("aids/", include("decision_aids.flows.admin_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Lead to all aids, right under the pages."""
    return MenuItem(_("Decision aids"), reverse("flows_admin:aids"), name="aids", icon_name="form", order=110)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let an administrator say who may load packages."""
    return Permission.objects.filter(content_type__app_label="flows", codename="add_packageitem")


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    """Add the pickers and the list of problems to the editor."""
    scripts = format_html_join("\n", '<script src="{}"></script>', ((static(name),) for name in SCRIPTS))
    return format_html("{}{}", json_script(picker_settings(), "flow-pickers"), scripts)


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """Add how those look."""
    return format_html('<link rel="stylesheet" href="{}">', static("flows/editor.css"))


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from an aid to its map, its versions and its package."""
    if page.specific_class is DecisionAidPage and page.pk and page.permissions_for_user(user).can_edit():
        labels = {"map": _("Map of the flow"), "versions": _("Versions"), "download": _("Download as a package")}
        icons = {"map": "list-ol", "versions": "history", "download": "download"}
        for place, (name, label) in enumerate(labels.items()):
            yield Button(
                label, reverse(f"flows_admin:{name}", args=[page.pk]), icon_name=icons[name], priority=5 + place
            )


@hooks.register("after_edit_page")
def warn_after_saving(request: HttpRequest, page: Page) -> None:
    """Say after saving a draft what would stop publishing it; autosave refreshes the list above the editor instead."""
    if not isinstance(page, DecisionAidPage) or "application/json" in request.headers.get("Accept", ""):
        return
    errors = [problem for problem in find_problems(page) if problem.is_error]
    if errors:
        words = gettext("The draft is saved. It cannot be published yet:")
        messages.warning(request, _list(words, errors, ""))


@hooks.register("before_bulk_action")
def refuse_bulk_publishing(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Refuse to publish many pages at once when one of them is an aid with errors, and say which."""
    if action != "publish":
        return None
    pages = [thing.specific for thing in objects if isinstance(thing, Page)]
    if view.cleaned_form and view.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live().specific()]
    for page in pages:
        if isinstance(page, DecisionAidPage) and _complain_of_errors(request, page):
            return redirect(view.next_url)
    return None


def refuse_approval(request: HttpRequest, page_id: int) -> HttpResponse | None:
    """Refuse to approve an aid with errors, and lead to the editor, which says which; the window goes along there."""
    page = DecisionAidPage.objects.filter(pk=page_id).first()
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return None
    if not _complain_of_errors(request, page):
        return None
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return render_modal_workflow(request, "", json_data={"step": "success", "redirect": edit_url})
    return redirect(edit_url)


def _complain_of_errors(request: HttpRequest, page: DecisionAidPage) -> bool:
    """Say which errors the newest draft holds; gives whether it holds any."""
    try:
        refuse_errors(page.get_latest_revision_as_object())
    except CannotPublish as refusal:
        words = gettext("Nothing was published. This aid still holds errors: %(title)s") % {"title": page.title}
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        messages.error(request, _list(words, refusal.problems, edit_url))
        return True
    return False


def _list(words: str, problems: list[Problem], edit_url: str) -> SafeString:
    lines = format_html_join(
        "",
        '<li><a href="{}{}">{}{}</a></li>',
        (
            (edit_url, problem.href, f"{problem.where}: " if problem.where else "", problem.words)
            for problem in problems[:MOST_LINES]
        ),
    )
    return format_html("{}<ul>{}</ul>", words, lines)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what we write into the log of a page."""

    @actions.register_action("flows.withdraw")
    class WithdrawFormatter(LogFormatter):
        label = _("Withdraw a version")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Version %(number)s withdrawn: %(reason)s") % log_entry.data
