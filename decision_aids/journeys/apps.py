"""The app of journeys."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "decision_aids.journeys"
    label = "journeys"
    verbose_name = _("Journeys")
