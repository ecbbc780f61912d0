"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GridConfig(AppConfig):
    name = "decision_aids.exercises.grid"
    label = "exercise_grid"
    verbose_name = _("Exercise: one choice in each line")
