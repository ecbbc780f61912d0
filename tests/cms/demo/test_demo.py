"""`manage.py demo` as somebody at the keyboard meets it: ready, kept, ended with Ctrl-C, a port in use."""

import contextlib
import errno
import os
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tests import template
from tests.servers import free_port

LINE = re.compile(r"(?:Editor|Helper|Team lead|Administrator) +(\w+) +(\S+) +(http\S+)")


@pytest.fixture
def environment(tmp_path):
    """A place of its own for the demo, with the database migrated already."""
    state = tmp_path / "var"
    state.mkdir()
    template.copy_sqlite_template(state / "db.sqlite3")
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "STATE_DIR": str(state), "STATIC_COLLECTED": "0"}


@pytest.fixture
def start(environment):
    """Start the demo on a port; whatever happens, it is gone after the test."""
    with contextlib.ExitStack() as stack:

        def start_on(port):
            demo = subprocess.Popen(
                [sys.executable, "manage.py", "demo", f"--port={port}"],
                cwd=template.ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(demo)
            stack.callback(demo.terminate)
            return demo

        yield start_on


def read_until_ready(demo):
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if line == "Ready. Ctrl-C ends it.\n":
            return "".join(lines)
    pytest.fail("".join(lines) + demo.stderr.read())


def end(demo):
    """Press Ctrl-C, and give the status, what it said last, and what it complained about."""
    demo.send_signal(signal.SIGINT)
    said, complained = demo.communicate(timeout=30)
    return demo.returncode, said.strip(), complained


def test_demo_starts_serves_ends_without_a_fuss_and_keeps_everything(start, environment):
    port, state = free_port(), environment["STATE_DIR"]
    demo = start(port)
    first = read_until_ready(demo)
    with urlopen(f"http://127.0.0.1:{port}/nl/") as answer:
        page = answer.read().decode()
    ended = end(demo)

    demo = start(port)
    second = read_until_ready(demo)
    ended_again = end(demo)

    assert [name for name, _, _ in LINE.findall(first)] == ["editor", "helper", "helper2", "lead", "admin"]
    assert f"http://127.0.0.1:{port}/nl/" in first
    assert '<html lang="nl"' in page
    for said in (first, second):
        assert said.count("Sign in ") == 1
        assert f" {state}/demo-passwords.txt. Mails to helpers are written to {state}/mail/.\n" in said
    assert ended == ended_again == (0, f"Stopped. What was written is kept in {state}/.", "")
    assert LINE.findall(second) == LINE.findall(first)
    assert "Loading" in first
    assert "Loading" not in second


def test_port_in_use_gives_one_clear_line(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = start(port)
        said, complained = demo.communicate(timeout=60)

    assert (demo.returncode, said) == (errno.EADDRINUSE, "")  # by which `make demo` knows that all is said
    assert complained == f"Port {port} is in use. Choose another one: PORT={port + 1} make demo\n"
