"""One server in a process of its own: gunicorn with synchronous workers, what it spends, and the requests that drive it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Request:
    """One request, written out once. `status` is what it has to give."""

    path: str
    cookie: str = ""
    form: str | None = None
    headers: tuple[str, ...] = ()
    status: int = 200

    def written(self, port: int) -> bytes:
        body = (self.form or "").encode()
        lines = [
            f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Accept-Encoding: gzip",
            "Sec-Fetch-Site: same-origin",
            "Connection: close",
            *self.headers,
        ]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if self.form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Contender:
    """A running server. Times are seconds of CPU of its workers, in user and system mode together."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The processes that answer."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in told.split()]

    def spent(self) -> float:
        """Seconds of CPU that the workers have used so far, to the nanosecond where the kernel tells."""
        total = 0
        for pid in self.workers():
            for task in Path(f"/proc/{pid}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self, *, parent: bool = False) -> float:
        """MiB that the workers hold, what they share divided between all who do (PSS); their parent's too if asked."""
        total = 0
        for pid in (self.process.pid, *self.workers()) if parent else self.workers():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024

    def ask(self, request: Request) -> tuple[int, bytes]:
        """Send one request; give the status and all that came back."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(request.written(self.port))
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        answer = b"".join(parts)
        return int(answer[9:12]), answer

    def drive(self, requests: list[Request], seconds: float) -> float:
        """Ask in turn for so long; give the milliseconds of CPU that one request cost the server.

        Raises ValueError when an answer has another status than it should.
        """
        began, spent, asked = time.monotonic(), self.spent(), 0
        while time.monotonic() - began < seconds or asked < len(requests):
            request = requests[asked % len(requests)]
            status, answer = self.ask(request)
            if status != request.status:
                raise ValueError(f"{self.name}: {request.path} gave {status}: {answer[:300]!r}")
            asked += 1
        return (self.spent() - spent) / asked * 1000


@contextmanager
def contender(name: str, module: str, environment: Mapping[str, str], *, workers: int = 1) -> Iterator[Contender]:
    """Serve `module` for as long as the block runs."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    command += ["--preload", "--no-control-socket", "--log-level", "error", f"{module}:application"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment, "PORT": str(port)})
    try:
        wait_for(process, port)
        yield Contender(name, port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(process: subprocess.Popen[bytes], port: int, patience: float = PATIENCE) -> None:
    """Return when something listens on the port; raise RuntimeError when it does not come up."""
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"no server on port {port}")


def path_of(address: str) -> str:
    """The part of an address that stands in a request."""
    return urlsplit(address).path
