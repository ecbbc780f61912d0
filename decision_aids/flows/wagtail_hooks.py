"""What we add to the Wagtail admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

SCRIPTS = ("flows/condition.js", "flows/option.js", "flows/problems.js")


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("aids/", include("decision_aids.flows.admin_urls"))]


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    return format_html_join("\n", '<script src="{}"></script>', ((static(name),) for name in SCRIPTS))


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("flows/editor.css"))
