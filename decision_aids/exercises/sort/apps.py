"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SortConfig(AppConfig):
    name = "decision_aids.exercises.sort"
    label = "exercise_sort"
    verbose_name = _("Exercise: sorting cards")
