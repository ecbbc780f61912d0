"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PointsConfig(AppConfig):
    name = "decision_aids.exercises.points"
    label = "exercise_points"
    verbose_name = _("Exercise: dividing points")
