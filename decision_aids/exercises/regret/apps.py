"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegretConfig(AppConfig):
    name = "decision_aids.exercises.regret"
    label = "exercise_regret"
    verbose_name = _("Exercise: Decision Regret Scale")
