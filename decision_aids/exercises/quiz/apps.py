"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizConfig(AppConfig):
    name = "decision_aids.exercises.quiz"
    label = "exercise_quiz"
    verbose_name = _("Exercise: knowledge check")
