"""The app: templates, style and translations are found because it is installed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WeatherConfig(AppConfig):
    name = "vrijuit_weather"
    verbose_name = _("Weather inside")
