"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeaningConfig(AppConfig):
    name = "decision_aids.exercises.leaning"
    label = "exercise_leaning"
    verbose_name = _("Exercise: leaning")
