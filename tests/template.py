"""A migrated database to copy, made once for as long as no migration changes."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "test"
DAY = 24 * 60 * 60  # seconds


def fingerprint() -> str:
    """Give a short text that changes with any migration, role, app or package."""
    digest = hashlib.sha256()
    rooms = ("cms", "content", "decision_aids")
    files = [path for room in rooms for path in sorted(ROOT.glob(f"{room}/**/migrations/*.py"))]
    for path in [*files, ROOT / "cms/accounts/roles.py", ROOT / "cms/settings/base.py", ROOT / "requirements.txt"]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let the processes of one machine pass one by one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(address: str) -> None:
    """Run all migrations on the database at `address`, in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations failed:\n{done.stdout}{done.stderr}")


def copy_sqlite_template(target: Path) -> None:
    """Write a copy of a migrated SQLite database to `target`; templates that nobody used for a day go."""
    path = KEPT / f"{fingerprint()}.sqlite3"
    with one_at_a_time(KEPT / "lock"):
        if not path.exists():
            for old in KEPT.glob("*.sqlite3*"):
                if time.time() - old.stat().st_mtime > DAY:
                    old.unlink()
            draft = path.with_suffix(".sqlite3-draft")
            draft.unlink(missing_ok=True)
            migrate(f"sqlite:///{draft}")
            draft.rename(path)
        path.touch()
        shutil.copyfile(path, target)


def postgresql_template(address: str) -> str:
    """Give the name of a migrated database beside the one at `address`, to make others from."""
    name = f"template_{fingerprint()}"
    with one_at_a_time(KEPT / "lock-postgresql"), psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}-draft"')
            migrate(f"{address.rsplit('/', 1)[0]}/{name}-draft")
            connection.execute(f'ALTER DATABASE "{name}-draft" RENAME TO "{name}"')
    return name
