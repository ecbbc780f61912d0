"""Which object of this site each key of a package stands for: noted when it is loaded, found again the next time."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Locale, Page

from decision_aids.flows.models import PackageItem
from decision_aids.flows.packages.homes import HOME, find_home
from decision_aids.flows.packages.naming import PAGE, UnknownReference, kind_of, model_of, namespace, rows
from decision_aids.flows.packages.reading import Entry


class Keys:
    """The keys of one package, in every language."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.found: dict[tuple[str, str, str], int] = {}
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._items = {item.key: item for item in PackageItem.objects.filter(package=package)}

    def locale(self, language: str) -> Locale:
        """Give the locale of a language; it is made when the site had none."""
        if language not in self._locales:
            self._locales[language] = Locale.objects.create(language_code=language)
        return self._locales[language]

    def find(self, kind: str, key: str, language: str) -> int:
        """Give the primary key behind a reference, in this language if there is one. Raises `UnknownReference`."""
        for wanted in (language, ""):
            if (kind, key, wanted) in self.found:
                return self.found[kind, key, wanted]
        for (other_kind, other_key, _language), pk in self.found.items():
            if (other_kind, other_key) == (kind, key):
                return pk
        home = find_home(self.locale(language)) if (kind, key) == (PAGE, HOME) and language else None
        if home is not None:
            return home.pk
        raise UnknownReference(f"ref:{kind}:{key}")

    def known(self, entry: Entry) -> Any:
        """Give the object that an earlier load made of this entry, if it is still there."""
        model = model_of(entry.model)
        item = self._items.get(f"{kind_of(model)}:{entry.key}:{entry.language}")
        return rows(model).filter(pk=item.object_id).first() if item is not None else None

    def use(self, entry: Entry, thing: models.Model) -> None:
        """Let references in this load mean an object that stays what it is."""
        self.found[kind_of(type(thing)), entry.key, entry.language] = thing.pk

    def note(self, entry: Entry, thing: models.Model) -> None:
        """Remember what an entry became, here and for the next load."""
        self.use(entry, thing)
        PackageItem.objects.update_or_create(
            package=self.package,
            key=f"{kind_of(type(thing))}:{entry.key}:{entry.language}",
            defaults={"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk},
        )

    def translation_key(self, entry: Entry) -> UUID:
        """Give the key that ties the languages of one thing together; a fresh one when it is taken here."""
        model = model_of(entry.model)
        wanted = uuid5(namespace(self.package), f"{kind_of(model)}:{entry.key}")
        base = Page if issubclass(model, Page) else model
        taken = rows(base).filter(translation_key=wanted, locale=self.locale(entry.language))
        return uuid4() if taken.exists() else wanted
