"""Compile every translation that changed since it was last compiled."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.base.catalogues import compile_catalogue, stale_catalogues


class Command(BaseCommand):
    help = "Compile every translation that changed since it was last compiled."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        stale = stale_catalogues()
        for path in stale:
            compile_catalogue(path)
        if stale:
            self.stdout.write(f"Compiled {len(stale)} translations")
