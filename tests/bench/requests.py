"""Requests made inside this process, and what they cost: queries and Python calls, which no machine changes."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers by name, body."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Site:
    """The site as a web server calls it."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def ask(self, address: str, *, cookie: str = "", form: str | None = None) -> Answer:
        """GET an address, or POST a form to it, as a browser would from our own page."""
        path, _, query = address.partition("?")
        body = (form or "").encode()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        with keeping_connections():
            return self._ask(environ)

    def _ask(self, environ: dict[str, Any]) -> Answer:
        begun: list[Any] = []
        answer = self.handler(environ, lambda status, headers, _error=None: begun.extend((status, headers)))
        try:
            return Answer(int(begun[0].split()[0]), dict(begun[1]), b"".join(answer))
        finally:
            answer.close()


@contextmanager
def keeping_connections() -> Iterator[None]:
    """Leave the connection open between requests: the transaction of a test lives in it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass
class Cost:
    """Queries and Python calls (`call` events of sys.setprofile: functions of Python, not of C)."""

    queries: int = 0
    calls: int = 0


def cost_of(ask: Callable[[], Any], *, warm: int = 3) -> Cost:
    """What one more request costs, after some to warm up."""
    for _ in range(warm):
        ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    counted = Cost(queries=len(captured))
    with counting(counted):
        ask()
    return counted


@contextmanager
def counting(cost: Cost) -> Iterator[None]:
    """Count Python calls in between; the garbage collector, which comes when it likes, waits."""

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and not _waited(frame):
            cost.calls += 1

    gc.collect()
    gc.disable()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)
        gc.enable()


def _waited(frame: FrameType) -> bool:
    """Whether this is no call, but PostgreSQL's driver going on after it waited for the server.

    Its generators are entered again for every piece that arrives: how many there are is the network's matter. The
    argument of RESUME, where Python reports a call, is 0 only at the beginning of a function.
    """
    code = frame.f_code
    if not (code.co_flags & CO_GENERATOR and "/psycopg/" in code.co_filename):
        return False
    return code.co_code[frame.f_lasti + 1] > 0
