"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FutureConfig(AppConfig):
    name = "decision_aids.exercises.future"
    label = "exercise_future"
    verbose_name = _("Exercise: looking ahead")
