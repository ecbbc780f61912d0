"""The app of facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "content.facts"
    label = "facts"
    verbose_name = _("Facts")

    def ready(self) -> None:
        from content.facts import signals  # noqa: F401, PLC0415 (app ready)
