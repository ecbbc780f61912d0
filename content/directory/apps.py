"""The app of organisations and helplines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "content.directory"
    label = "directory"
    verbose_name = _("Organisations and helplines")

    def ready(self) -> None:
        from content.directory import signals  # noqa: F401, PLC0415 (app ready)
