"""The app of instruction videos."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideosConfig(AppConfig):
    name = "content.videos"
    label = "videos"
    verbose_name = _("Instruction videos")
