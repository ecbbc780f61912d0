"""Bring the catalogues up to date with the texts in the code, and say what waits for a translation."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.base.extraction import LANGUAGES, extract, load_catalogue, refresh_catalogue


class Command(BaseCommand):
    help = "Bring the catalogues up to date with the texts in the code, and say what waits for a translation."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = extract()
        for language in LANGUAGES:
            new, gone = refresh_catalogue(language, found)
            waiting = [entry.msgid for entry in load_catalogue(language) if not entry.translated()]
            self.stdout.write(f"{language}: {len(new)} new, {len(gone)} gone, {len(waiting)} to translate")
            for message in waiting:
                self.stdout.write(f"  {message}")
