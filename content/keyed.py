"""A snippet that is known by a word, the same in every language."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class KeyedSnippet(TranslatableMixin, models.Model):
    """A snippet that packages and editors can point at by its key; within one language a key stands once."""

    key = models.SlugField(
        _("key"),
        max_length=80,
        blank=True,
        help_text=_("A short word to find this by, such as abortion-limit. Leave it empty to take it from the text."),
    )

    override_translatable_fields = [SynchronizedField("key", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def key_source(self) -> str:
        """Give the text that a key is made from when an editor leaves it empty."""
        raise NotImplementedError

    def clean(self) -> None:
        """Refuse a key that another snippet of this kind already has in this language."""
        super().clean()
        if self.key and self._same_key(self.key).exists():
            raise ValidationError({"key": _("Another one in this language already has this key.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a free key if there was none."""
        if not self.key:
            self.key = self._free_key()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "key"}
        super().save(*args, **kwargs)

    def _same_key(self, key: str) -> models.QuerySet:
        return type(self).objects.filter(key=key, locale_id=self.locale_id).exclude(pk=self.pk)

    def _free_key(self) -> str:
        stem = slugify(self.key_source())[:70].strip("-") or "item"
        key, number = stem, 1
        while self._same_key(key).exists():
            number += 1
            key = f"{stem}-{number}"
        return key


def one_key_a_language(model_name: str) -> models.UniqueConstraint:
    """Give the constraint that each kind of keyed snippet puts in its Meta."""
    return models.UniqueConstraint(fields=["key", "locale"], name=f"{model_name}_key_once_a_language")
