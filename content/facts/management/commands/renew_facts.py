"""Once a day: let pages show which facts are due or expired from today, and say how many wait for an editor."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.base.models import Stamp
from cms.base.stamps import LIVE
from content.facts.models import Fact


class Command(BaseCommand):
    help = "Make pages show which facts are due or expired from today. Run it once a day, after midnight."

    def handle(self, *args: Any, **options: Any) -> None:
        Stamp.objects.bump(LIVE)
        self.stdout.write(f"{Fact.objects.due().count()} to check, {Fact.objects.expired().count()} expired")
