"""Serves the demo from this very process, which has loaded the site already, and ends it without a fuss."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

WORKERS = 2
LATER = (
    "import os, sys, time; time.sleep(20); "
    "os.getppid() == int(sys.argv[1]) and os.execv(sys.argv[2], sys.argv[2:])"
)  # run what is named after the process that has to be there still


def is_free(port: int) -> bool:
    """Say whether nothing listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Patient(Arbiter):
    """Lets a page that is on its way arrive when Ctrl-C is pressed."""

    def handle_int(self) -> None:
        self.handle_term()


def leave_keyboard(_worker: Any) -> None:
    """Ctrl-C is for the arbiter, which tells its workers to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(BaseApplication):
    """Gunicorn with synchronous workers, that writes down who visits nowhere."""

    def __init__(self, port: int, when_ready: Callable[[Any], None]) -> None:
        self.port = port
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        choices = {
            "bind": f"127.0.0.1:{self.port}",
            "workers": WORKERS,
            "preload_app": True,
            "loglevel": "error",
            "accesslog": None,
            "control_socket_disable": True,
            "when_ready": self.when_ready,
            "post_worker_init": leave_keyboard,
            "logconfig_dict": {
                "version": 1,
                "disable_existing_loggers": False,
                "formatters": {"plain": {"()": "cms.base.logs.PlainFormatter"}},
                "handlers": {"error_output": {"class": "logging.StreamHandler", "formatter": "plain"}},
                "root": {"handlers": ["error_output"], "level": "ERROR"},
                "loggers": {"gunicorn.error": {"handlers": ["error_output"], "level": "ERROR", "propagate": False}},
            },
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from cms.wsgi import application  # noqa: PLC0415 (app ready)

        return application

    def run(self) -> None:
        Patient(self).run()


def serve(port: int, when_ready: Callable[[Any], None]) -> None:
    """Serve until Ctrl-C or a signal to end; each worker opens database connections of its own."""
    connections.close_all()
    us = os.getpid()
    with own_terminal():
        try:
            Server(port, when_ready).run()
        except SystemExit as end:
            if end.code or os.getpid() != us:  # a worker ends here too
                raise


@contextmanager
def sending_mail(minutes: float = 1) -> Iterator[None]:
    """Have the mails that wait sent every minute, by a process of its own that goes when this one does.

    It begins when the site has been running for a while: the first moments are for who looks at it.
    """
    command = [sys.executable, "manage.py", "send_notices", "--every", str(minutes)]
    sender = subprocess.Popen(  # noqa: S603 (ourselves)
        [sys.executable, "-c", LATER, str(os.getpid()), *command],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # the keyboard's Ctrl-C is for us
    )
    try:
        yield
    finally:
        sender.terminate()
        sender.wait()


@contextmanager
def own_terminal() -> Iterator[None]:
    """Take the keyboard's Ctrl-C alone while the site runs.

    Otherwise it would reach `make` too, which then calls an orderly end an error.
    """
    if not (sys.stdin.isatty() and hasattr(os, "tcsetpgrp")):
        yield
        return
    keyboard = sys.stdin.fileno()
    before = os.tcgetpgrp(keyboard)
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(keyboard, os.getpgrp())
    us = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == us:
            os.tcsetpgrp(keyboard, before)
