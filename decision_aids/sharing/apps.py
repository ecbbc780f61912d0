"""The app of shares."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "decision_aids.sharing"
    label = "sharing"
    verbose_name = _("Sharing")

    def ready(self) -> None:
        from decision_aids.sharing import in_space  # noqa: F401, PLC0415 (app ready)
