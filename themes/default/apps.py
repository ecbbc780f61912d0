"""Makes the theme's static files and translations known to Django."""

from django.apps import AppConfig


class DefaultThemeConfig(AppConfig):
    name = "themes.default"
    label = "theme"
    verbose_name = "Default theme"
