"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiaryConfig(AppConfig):
    name = "decision_aids.exercises.diary"
    label = "exercise_diary"
    verbose_name = _("Exercise: diary")
