"""Starts the servers that some tests need, on a free port of this machine, and stops them again."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

POSTGRESQL = Path("/usr/lib/postgresql/15/bin")


def free_port() -> int:
    """Give a port of 127.0.0.1 that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def folder_of(user: str | None) -> Iterator[Path]:
    """Give a folder in the temporary directory that belongs to `user`, or to us when that is None."""
    path = Path(tempfile.mkdtemp(prefix="vrijuit-server-"))
    try:
        if user is not None:
            shutil.chown(path, user, user)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run_as(user: str | None, *command: str | Path) -> None:
    """Run one command to its end as `user`; raise RuntimeError with what it said when it fails.

    The user keeps one right of root, to pass through folders: the root of a build machine just made can be closed
    to all but its owner.
    """
    passing = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--securebits=+no_setuid_fixup"]
    change = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *passing] if user else []
    done = subprocess.run([*change, *map(str, command)], capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Run Debian's PostgreSQL 15 without durability, and give the address of a fresh database.

    It refuses to run as root, so root hands it to the user that Debian's package made.
    """
    user = "postgres" if os.getuid() == 0 else None
    owner = user or pwd.getpwuid(os.getuid()).pw_name
    with folder_of(user) as folder:
        port = free_port()
        data, log = folder / "data", folder / "log"
        run_as(
            user,
            POSTGRESQL / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            owner,
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        run_as(user, POSTGRESQL / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            run_as(user, POSTGRESQL / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", owner, "vrijuit")
            yield f"postgres://{owner}@127.0.0.1:{port}/vrijuit"
        finally:
            run_as(user, POSTGRESQL / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Run Debian's Redis, keeping nothing on disk, and give its address."""
    port = free_port()
    with folder_of(None) as folder:
        server = subprocess.Popen(
            ["/usr/bin/redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if "Ready to accept connections" in line:
                    break
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(timeout=10)
            server.stdout.close()
