"""The app of staff users."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from wagtail.users.models import UserProfile  # noqa: PLC0415 (app ready)

        # The rights of every app are there once the last app that has models is migrated.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(grant_roles_after_migrating, sender=last, dispatch_uid="accounts.roles")
        post_save.connect(follow_language_of_admin, sender=UserProfile, dispatch_uid="accounts.language")


def grant_roles_after_migrating(sender: AppConfig, **kwargs: Any) -> None:
    """Make the roles, or give them the rights of an app that is new."""
    from cms.accounts.roles import grant_roles  # noqa: PLC0415 (app ready)

    grant_roles()


def follow_language_of_admin(sender: type, instance: Any, **kwargs: Any) -> None:
    """Take over a language chosen in the Wagtail admin."""
    from cms.accounts.language import follow_the_admin  # noqa: PLC0415 (app ready)

    follow_the_admin(instance)
