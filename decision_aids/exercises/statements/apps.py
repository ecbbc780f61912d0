"""The app of one kind of exercise: its templates are found because it is installed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "decision_aids.exercises.statements"
    verbose_name = _("Statements")
