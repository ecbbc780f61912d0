"""The app of the blocks; it has no models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "content.blocks"
    label = "blocks"
    verbose_name = _("Blocks")
