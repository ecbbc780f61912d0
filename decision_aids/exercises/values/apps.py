"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ValuesConfig(AppConfig):
    name = "decision_aids.exercises.values"
    label = "exercise_values"
    verbose_name = _("Exercise: values")
