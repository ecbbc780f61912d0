"""Lists every caption track in the Wagtail admin, for kinds and languages that the form of a video does not ask for."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.library.models import MediaTrack


class MediaTrackViewSet(ModelViewSet):
    model = MediaTrack
    icon = "openquote"
    menu_label = _("Caption tracks")
    add_to_reports_menu = False
    add_to_settings_menu = True
    list_display = ["label", "kind", "srclang", "media"]
    list_filter = ["kind", "srclang"]
    panels = [
        FieldPanel("media"),
        FieldPanel("kind"),
        FieldPanel("srclang"),
        FieldPanel("label"),
        FieldPanel("file"),
        FieldPanel("default"),
    ]
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def register_tracks() -> MediaTrackViewSet:
    """Put the tracks in the admin."""
    return MediaTrackViewSet("media_tracks")
