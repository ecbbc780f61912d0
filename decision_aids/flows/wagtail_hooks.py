"""What we add to the Wagtail admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from wagtail import hooks

from decision_aids.flows.pickers import picker_settings

SCRIPTS = ("flows/pickers.js", "flows/problems.js")


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    """Add our own screens."""
    return [path("aids/", include("decision_aids.flows.admin_urls"))]


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    """Add the pickers and the list of problems to the editor."""
    scripts = format_html_join("\n", '<script src="{}"></script>', ((static(name),) for name in SCRIPTS))
    return format_html("{}{}", json_script(picker_settings(), "flow-pickers"), scripts)


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """Add how those look."""
    return format_html('<link rel="stylesheet" href="{}">', static("flows/editor.css"))
