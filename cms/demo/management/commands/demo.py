"""Make the demo ready and serve it on 127.0.0.1 until Ctrl-C."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.demo import readiness
from cms.demo.people import PEOPLE, Passwords
from cms.demo.serving import is_free, sending_mail, serve

REACHED = {"Editors": "/admin/", "Helpers": "/desk/", "Team leads": "/desk/", "Administrators": "/admin/"}


class Command(BaseCommand):
    help = "Make the demo ready and serve it on 127.0.0.1 until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not is_free(port):
            self.stderr.write(f"Port {port} is in use. Choose another one: PORT={port + 1} make demo")
            sys.exit(errno.EADDRINUSE)
        passwords = Passwords(settings.STATE_PATH / "demo-passwords.txt")
        try:
            self.make_ready(port, passwords)
            self.introduce(port, passwords)
            with sending_mail():
                serve(port, lambda _server: self.say("Ready. Ctrl-C ends it."))
        except KeyboardInterrupt:
            pass
        self.stdout.write(f"\nStopped. What was written is kept in {self.folder()}/.")

    def say(self, line: str) -> None:
        """Print at once: what waits to be printed when the workers are made would be printed by each of them."""
        self.stdout.write(line)
        self.stdout.flush()

    def make_ready(self, port: int, passwords: Passwords) -> None:
        """Do what is not done yet. What was read of the translations so far is stale once they are compiled: begin again."""
        settings.STATE_PATH.mkdir(parents=True, exist_ok=True)
        if readiness.compile_translations(self.say):
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (ourselves)
        readiness.migrate(self.say)
        readiness.collect_static(self.say)
        readiness.load_content(self.say, passwords)
        readiness.set_address(port)

    def introduce(self, port: int, passwords: Passwords) -> None:
        """Print where to go, and who to sign in as."""
        site = f"http://127.0.0.1:{port}"
        places = (("Visitor", "nl/"), ("Every exercise", "nl/alle-oefeningen/"), ("Sign in", "accounts/login/"))
        self.stdout.write("\n" + "\n".join(f"{what:<16} {site}/{where}" for what, where in places))
        for person in PEOPLE:
            line = f"{person.role.removesuffix('s'):<16} {person.name:<8} {passwords.get(person.name)}   {site}{REACHED[person.role]}"
            desk = passwords.get(f"{person.name} desk")
            self.stdout.write(line + (f"   {person.team}, desk passphrase {desk}" if desk else ""))
        kept = self.folder()
        self.say(f"These passwords stand in {kept}/demo-passwords.txt. Mails to helpers are written to {kept}/mail/.\n")

    def folder(self) -> str:
        """The folder of all that the demo writes: from here when it is in here, in full when it is elsewhere."""
        folder, here = settings.STATE_PATH, Path.cwd()
        return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
