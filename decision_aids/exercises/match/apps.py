"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchConfig(AppConfig):
    name = "decision_aids.exercises.match"
    label = "exercise_match"
    verbose_name = _("Exercise: what matters beside the options")
