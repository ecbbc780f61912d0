"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairwiseConfig(AppConfig):
    name = "decision_aids.exercises.pairwise"
    label = "exercise_pairwise"
    verbose_name = _("Exercise: choosing between two")
