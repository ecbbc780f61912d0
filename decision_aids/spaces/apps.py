"""The app of spaces."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpacesConfig(AppConfig):
    name = "decision_aids.spaces"
    label = "spaces"
    verbose_name = _("Spaces")
