"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionConfig(AppConfig):
    name = "decision_aids.exercises.decision"
    label = "exercise_decision"
    verbose_name = _("Exercise: decision")
