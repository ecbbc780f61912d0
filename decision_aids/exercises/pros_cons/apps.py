"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProsConsConfig(AppConfig):
    name = "decision_aids.exercises.pros_cons"
    label = "exercise_pros_cons"
    verbose_name = _("Exercise: pros and cons")
