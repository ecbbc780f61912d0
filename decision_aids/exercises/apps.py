"""The app that finds kinds of exercise in every installed app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    name = "decision_aids.exercises"
    label = "exercises"
    verbose_name = _("Exercises")

    def ready(self) -> None:
        autodiscover_modules("exercises")
