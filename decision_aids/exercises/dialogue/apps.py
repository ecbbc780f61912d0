"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialogueConfig(AppConfig):
    name = "decision_aids.exercises.dialogue"
    label = "exercise_dialogue"
    verbose_name = _("Exercise: guided talk")
