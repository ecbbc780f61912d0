"""The list of facts in the admin, with what must be looked at first."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn, LocaleColumn, StatusTagColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.facts.models import Fact, State


class FactFilterSet(WagtailFilterSet):
    """Facts by what has to be done with them."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, method="filter_state")

    def filter_state(self, queryset: QuerySet[Fact], name: str, value: str) -> QuerySet[Fact]:
        """Keep the facts in one state, as it is today."""
        return queryset.filter(pk__in=Fact.objects.with_state().filter(state_now=value).values("pk"))

    class Meta:
        model = Fact
        fields = ["state", "reviewer"]


class FactViewSet(SnippetViewSet):
    """Facts, those that need work first."""

    model = Fact
    icon = "check"
    menu_label = _("Facts")
    menu_name = "facts"
    menu_order = 210
    add_to_admin_menu = True
    ordering = ["review_on", "key"]
    list_display = [
        "__str__",
        "source_name",
        DateColumn("verified_on", label=_("Checked on"), sort_key="verified_on"),
        DateColumn("review_on", label=_("Check again on"), sort_key="review_on"),
        DateColumn("expires_on", label=_("Hide from"), sort_key="expires_on"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda fact: fact.state.label,
            primary=lambda fact: fact.state is not State.FINE,
        ),
        LocaleColumn(label=_("Language")),
    ]
    filterset_class = FactFilterSet
    list_per_page = 50
    list_export = ["key", "statement", "value", "source_name", "source_url", "verified_on", "review_on", "expires_on"]
    export_filename = "facts"
    copy_view_enabled = False


register_snippet(FactViewSet)


class FactsDuePanel(Component):
    """Tells on the dashboard how many facts must be checked, to those who may change them."""

    name = "facts_due"
    order = 150

    def render_html(self, parent_context: dict) -> SafeString | str:
        """Give one line with a link, or nothing."""
        number = Fact.objects.due().count()
        user = parent_context["request"].user
        if not number or not ModelPermissionPolicy(Fact).user_has_permission(user, "change"):
            return ""
        words = ngettext("%(number)d fact must be checked.", "%(number)d facts must be checked.", number)
        return format_html(
            '<div class="help-block help-warning"><p>{} <a href="{}">{}</a></p></div>',
            words % {"number": number},
            reverse(Fact.snippet_viewset.get_url_name("list")),
            _("Show the facts"),
        )


@hooks.register("construct_homepage_panels")
def add_facts_due(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel on the dashboard."""
    panels.append(FactsDuePanel())
