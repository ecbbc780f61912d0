"""The staff user: somebody who edits, helps, leads a team or administers."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. Visitors never become users."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address exists already.")},
    )
    preferred_language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the desk and of the mails that you get."),
    )

    class Meta(AbstractUser.Meta):
        pass


class Lockout(models.Model):
    """The table in which Django's database cache counts wrong passwords, where no other shared cache is set."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_lockout"

    def __str__(self) -> str:
        return self.cache_key
