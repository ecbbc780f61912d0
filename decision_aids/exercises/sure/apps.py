"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SureConfig(AppConfig):
    name = "decision_aids.exercises.sure"
    label = "exercise_sure"
    verbose_name = _("Exercise: SURE test")
