"""The app of the desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "decision_aids.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from decision_aids.desk import inviting, leaving, notices, referring  # noqa: F401, PLC0415 (app ready)
