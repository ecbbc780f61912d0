"""The app of the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "content.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from content.pages import signals  # noqa: F401, PLC0415 (app ready)
