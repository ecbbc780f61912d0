"""A site of its own in a real process: the reference aid, collected static files, gunicorn on a free port."""

from __future__ import annotations

import contextlib
import http.server
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import template
from tests.servers import free_port

STARTER = "ongepland-zwanger"
PEOPLE = """
from django.conf import settings
from cms.demo.people import Passwords, make_people
make_people(Passwords(settings.STATE_PATH / "demo-passwords.txt"))
"""


@dataclass(frozen=True)
class Site:
    """A running site. `state` holds all that it writes, `log` what it says, `temp` is its temporary folder."""

    url: str
    state: Path
    log: Path
    temp: Path
    environment: dict[str, str]

    def manage(self, *words: str, text: str | None = None) -> str:
        """Run one command of manage.py on this site; `text` goes to its standard input."""
        return run(self.environment, *words, text=text)


def run(environment: dict[str, str], *words: str, text: str | None = None) -> str:
    """Run one command of manage.py, and give what it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=template.ROOT,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout[-2_000:]}{done.stderr[-4_000:]}")
    return done.stdout


def environment_of(state: Path) -> dict[str, str]:
    """The environment of a site that writes to this folder and nowhere else."""
    temp = state / "temp"
    temp.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL")}
    mine = {"STATE_DIR": str(state), "TMPDIR": str(temp), "XDG_CACHE_HOME": str(temp / "cache")}
    return {**kept, **mine, "STATIC_COLLECTED": "1", "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "LOG_LEVEL": "INFO"}


def prepare(state: Path) -> None:
    """Make the state of a site: a database with the reference aid and two teams, the static files collected."""
    state.mkdir(parents=True)
    template.copy_sqlite_template(state / "db.sqlite3")
    run(environment_of(state), "collectstatic", "--noinput", "--verbosity=0")
    run(environment_of(state), "load_starter", STARTER)
    run(environment_of(state), "shell", "--verbosity=0", text=PEOPLE)


@contextlib.contextmanager
def serve(state: Path) -> Iterator[Site]:
    """Serve a prepared site until the end of the block."""
    port, environment = free_port(), environment_of(state)
    log = state / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "cms.wsgi",
                f"--bind=127.0.0.1:{port}",
                "--workers=2",
                "--no-control-socket",
                "--graceful-timeout=2",
            ],
            cwd=template.ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            site = Site(f"http://127.0.0.1:{port}", state, log, state / "temp", environment)
            wait_for(f"{site.url}/livez", server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until an address answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own address)
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer.")


class NeutralPage(http.server.BaseHTTPRequestHandler):
    """The site that nobody minds seeing."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weer</title><h1>Het weer</h1><form method=post><input name=place><button>Zoek</button></form>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer a form by a page, as most sites do and ours may not."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def neutral_site() -> Iterator[str]:
    """Serve the neutral site that the exit leads to, on a port of its own; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NeutralPage)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
