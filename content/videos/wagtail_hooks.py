"""The list of instruction videos in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.videos.models import VideoPage


class VideoListing(PageListingViewSet):
    """Instruction videos, with the film that each shows."""

    model = VideoPage
    name = "video_pages"
    icon = "media"
    menu_label = _("Instruction videos")
    menu_order = 160
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns,
        Column("for_whom", label=_("For whom")),
        Column("media", label=_("Film")),
    ]
    list_filter = ["live"]


@hooks.register("register_admin_viewset")
def register_videos() -> VideoListing:
    """Put the list in the menu."""
    return VideoListing()
