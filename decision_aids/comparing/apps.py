"""The app of comparisons."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparingConfig(AppConfig):
    name = "decision_aids.comparing"
    label = "comparing"
    verbose_name = _("Comparing")

    def ready(self) -> None:
        from decision_aids.comparing import in_space  # noqa: F401, PLC0415 (app ready)
