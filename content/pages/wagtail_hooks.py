"""Lists of resource pages and stories in the admin, with what editors have to keep an eye on."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.pages.models import ResourcePage, StoryPage


class ResourceListing(PageListingViewSet):
    """Resource pages, with the day on which each must be checked again."""

    model = ResourcePage
    name = "resource_pages"
    icon = "doc-full"
    menu_label = _("Resource pages")
    columns = [
        *PageListingViewSet.columns,
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("reviewed_on", label=_("Checked on"), sort_key="reviewed_on"),
        DateColumn("review_on", label=_("Check again on"), sort_key="review_on"),
    ]
    list_filter = ["kind", "review_on", "live"]


class StoryListing(PageListingViewSet):
    """Stories, with what shows whether they are in balance."""

    model = StoryPage
    name = "story_pages"
    icon = "openquote"
    menu_label = _("Stories")
    columns = [
        *PageListingViewSet.columns,
        Column("option", label=_("Option"), sort_key="option"),
        Column("outcome", label=_("How it went")),
        Column("satisfaction", label=_("Looking back"), accessor="get_satisfaction_display", sort_key="satisfaction"),
    ]
    list_filter = ["option", "satisfaction", "live"]


class PagesByKind(ViewSetGroup):
    """Pages of one kind together, wherever they stand in the tree."""

    items = (ResourceListing, StoryListing)
    menu_label = _("Pages by kind")
    menu_name = "pages_by_kind"
    menu_icon = "list-ul"
    menu_order = 150


@hooks.register("register_admin_viewset")
def register_pages_by_kind() -> PagesByKind:
    """Put the lists in the menu."""
    return PagesByKind()
