"""The app of the decision aid as editors make it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowsConfig(AppConfig):
    name = "decision_aids.flows"
    label = "flows"
    verbose_name = _("Decision aids")

    def ready(self) -> None:
        from decision_aids.flows import signals  # noqa: F401, PLC0415 (app ready)
