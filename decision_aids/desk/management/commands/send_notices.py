"""Send the mails that wait: to helpers for whom something came in, and to visitors who asked for one."""

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from decision_aids.desk.notices import send_notices
from decision_aids.sharing.reminders import send_reminders


class Command(BaseCommand):
    help = "Send the mails that wait. Run it a few times a day, at fixed hours."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, metavar="MINUTES", help="go on, and send every so many minutes")

    def handle(self, *args: Any, **options: Any) -> None:
        started_by = os.getppid()
        while True:
            self.stdout.write(f"notices: {send_notices()}, reminders: {send_reminders()}")
            if not options["every"]:
                return
            close_old_connections()
            self._wait(options["every"] * 60, started_by)
            if os.getppid() != started_by:  # who started us is gone, and so is the site
                return

    @staticmethod
    def _wait(seconds: float, started_by: int) -> None:
        """Wait, but not for somebody who is gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and os.getppid() == started_by:
            time.sleep(min(1.0, seconds))
