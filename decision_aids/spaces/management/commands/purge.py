"""Delete what is past its day. Run it every day; running it twice does no harm."""

from typing import Any

from django.core.management.base import BaseCommand

from decision_aids.spaces.purging import purge_all


class Command(BaseCommand):
    help = "Delete spaces, shares and open desks whose time is over. Run it every day."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in purge_all().items():
            self.stdout.write(f"{name}: {count} deleted")
