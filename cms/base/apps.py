"""The app that the other rooms stand on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "cms.base"
    label = "base"
    verbose_name = _("Ground")

    def ready(self) -> None:
        from cms.base import checks, signals  # noqa: F401, PLC0415 (app ready)
