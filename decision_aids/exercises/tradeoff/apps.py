"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TradeoffConfig(AppConfig):
    name = "decision_aids.exercises.tradeoff"
    label = "exercise_tradeoff"
    verbose_name = _("Exercise: between two statements")
