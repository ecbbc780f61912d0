"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DrawingConfig(AppConfig):
    name = "decision_aids.exercises.drawing"
    label = "exercise_drawing"
    verbose_name = _("Exercise: drawing")
