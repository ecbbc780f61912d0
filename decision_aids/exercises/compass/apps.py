"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompassConfig(AppConfig):
    name = "decision_aids.exercises.compass"
    label = "exercise_compass"
    verbose_name = _("Exercise: life compass")
