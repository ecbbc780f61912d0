"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    name = "decision_aids.exercises.lists"
    label = "exercise_lists"
    verbose_name = _("Exercise: lists")
