"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RowsConfig(AppConfig):
    name = "decision_aids.exercises.rows"
    label = "exercise_rows"
    verbose_name = _("Exercise: lines with columns")
