"""Start the demo, ask for a few pages, stop it, and say whether all went well."""

import signal
import subprocess
import sys
import time
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo.serving import is_free

PAGES = {"/livez": 200, "/readyz": 200, "/nl/": 200, "/accounts/login/": 200, "/nl/does-not-exist/": 404}
PATIENCE = 180  # seconds


class Command(BaseCommand):
    help = "Start the demo, ask for a few pages, stop it, and say whether all went well."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = next(number for number in range(8900, 9900) if is_free(number))
        demo = subprocess.Popen([sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", f"--port={port}"])  # noqa: S603 (ourselves)
        try:
            self.wait(demo, port)
            for path, expected in PAGES.items():
                found = status_of(f"http://127.0.0.1:{port}{path}")
                if found != expected:
                    raise CommandError(f"{path} answered {found} and not {expected}")
        finally:
            demo.send_signal(signal.SIGINT)
            code = demo.wait(timeout=30)
        if code:
            raise CommandError(f"The demo ended with {code}")
        self.stdout.write(f"{len(PAGES)} pages answered as they should, and the demo ended well.")

    def wait(self, demo: subprocess.Popen, port: int) -> None:
        """Wait until it answers; give up when it ended by itself."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if demo.poll() is not None:
                raise CommandError("The demo did not start")
            if status_of(f"http://127.0.0.1:{port}/livez") == 200:
                return
            time.sleep(0.2)
        raise CommandError(f"The demo did not answer within {PATIENCE} s")


def status_of(address: str) -> int:
    """Give the status of an answer; 0 when there is none."""
    try:
        with urlopen(Request(address, headers={"Accept-Language": "nl"}), timeout=10) as answer:  # noqa: S310 (our own http address)
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except OSError:
        return 0
