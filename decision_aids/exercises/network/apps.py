"""Makes this kind of exercise and its templates known to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "decision_aids.exercises.network"
    label = "exercise_network"
    verbose_name = _("Exercise: people around me")
