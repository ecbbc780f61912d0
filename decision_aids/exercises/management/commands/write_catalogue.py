"""Writes docs/catalogue.md from the kinds of exercise that are installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from decision_aids.exercises.catalogue import write_catalogue
from decision_aids.exercises.registry import registry

CATALOGUE = Path(settings.BASE_DIR) / "docs" / "catalogue.md"


class Command(BaseCommand):
    help = "Write docs/catalogue.md from the kinds of exercise that are installed."

    def handle(self, *args: Any, **options: Any) -> None:
        CATALOGUE.write_text(write_catalogue(registry), encoding="utf-8")
        self.stdout.write(f"{CATALOGUE.name} is up to date.")
