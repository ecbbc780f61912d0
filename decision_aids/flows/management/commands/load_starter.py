"""Loads a package that comes with the software, through the importer that editors use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from decision_aids.flows.models import PackageItem
from decision_aids.flows.packages.loading import Refused, load_package
from decision_aids.flows.packages.reading import Unreadable, read_folder

STARTERS = Path(settings.BASE_DIR) / "content" / "starters"


class Command(BaseCommand):
    """Load content/starters/<name>/, or any folder, and publish what is in it."""

    help = "Load a starter package and publish its pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name of a starter, or the path of a folder")
        parser.add_argument("--once", action="store_true", help="do nothing when it was loaded before")
        parser.add_argument("--draft", action="store_true", help="leave the pages as drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        folder = Path(name) if "/" in name else STARTERS / name
        if not folder.is_dir():
            names = ", ".join(sorted(path.name for path in STARTERS.glob("*/") if path.is_dir()))
            raise CommandError(f"There is no starter {name}. There are: {names or 'none'}.")
        try:
            package = read_folder(folder)
            if options["once"] and PackageItem.objects.filter(package=package.name).exists():
                self.stdout.write(f"{package.name} was loaded before.")
                return
            report = load_package(package, publish=not options["draft"])
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except Refused as refusal:
            raise CommandError(f"{name} was not loaded:\n{refusal}") from refusal
        counts = {what: sum(line.what == what for line in report.lines) for what in ("made", "changed", "same", "kept")}
        self.stdout.write(
            f"{package.title}: " + ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        )
