"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SoundConfig(AppConfig):
    name = "decision_aids.exercises.sound"
    label = "exercise_sound"
    verbose_name = _("Exercise: sound")
