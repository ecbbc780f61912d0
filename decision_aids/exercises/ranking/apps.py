"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingConfig(AppConfig):
    name = "decision_aids.exercises.ranking"
    label = "exercise_ranking"
    verbose_name = _("Exercise: putting in order")
