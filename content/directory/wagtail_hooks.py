"""Helplines and organisations in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, LocaleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.directory.models import Helpline, Organisation


class HelplineViewSet(SnippetViewSet):
    """Helplines, in the order in which visitors see them."""

    model = Helpline
    icon = "mobile-alt"
    menu_label = _("Helplines")
    ordering = ["order", "name"]
    list_display = [
        "name",
        "number",
        Column("when", label=_("When")),
        BooleanColumn("crisis", label=_("At the foot of every page"), sort_key="crisis"),
        "order",
        DateColumn("verified_on", label=_("Checked on"), sort_key="verified_on"),
        LocaleColumn(label=_("Language")),
    ]
    list_filter = ["crisis", "always_open", "verified_on"]
    list_per_page = 50
    copy_view_enabled = False


class OrganisationViewSet(SnippetViewSet):
    """Organisations, by name."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    ordering = ["name"]
    list_display = [
        "name",
        "for_whom",
        "phone",
        "regions",
        DateColumn("verified_on", label=_("Checked on"), sort_key="verified_on"),
        LocaleColumn(label=_("Language")),
    ]
    list_filter = {"verified_on": ["exact"], "regions": ["icontains"], "topics": ["icontains"]}
    list_per_page = 50
    list_export = ["key", "name", "what", "phone", "email", "website", "regions", "verified_on"]
    export_filename = "organisations"
    copy_view_enabled = False


class DirectoryGroup(SnippetViewSetGroup):
    """Where help is to be had, in one place of the menu."""

    items = (OrganisationViewSet, HelplineViewSet)
    menu_label = _("Find help")
    menu_name = "directory"
    menu_icon = "group"
    menu_order = 220


register_snippet(DirectoryGroup)
