"""The app of one kind of exercise: its templates are found because it is installed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeelingsConfig(AppConfig):
    name = "decision_aids.exercises.feelings"
    verbose_name = _("Feelings")
