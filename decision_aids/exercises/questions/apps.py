"""The app of one kind of exercise: its templates are found because it is installed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "decision_aids.exercises.questions"
    verbose_name = _("Open questions")
