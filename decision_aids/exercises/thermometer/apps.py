"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThermometerConfig(AppConfig):
    name = "decision_aids.exercises.thermometer"
    label = "exercise_thermometer"
    verbose_name = _("Exercise: stress thermometer")
