"""The app of pictures, documents and media."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "cms.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from cms.library import signals  # noqa: F401, PLC0415 (app ready)
