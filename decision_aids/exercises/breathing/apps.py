"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreathingConfig(AppConfig):
    name = "decision_aids.exercises.breathing"
    label = "exercise_breathing"
    verbose_name = _("Exercise: breathing")
