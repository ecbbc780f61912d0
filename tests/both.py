"""Runs the whole suite on SQLite, then what touches the database on PostgreSQL, and adds the two up."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tests import servers, template

COUNTED = re.compile(r"(\d+) (passed|failed|error|skipped)")


def run(*arguments: str, **environment: str) -> tuple[int, dict[str, int]]:
    """Run pytest, showing what it says; give its status and what its last line counts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *sys.argv[1:], *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert process.stdout is not None
    last = ""
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        last = line if line.strip() else last
    return process.wait(), {word: int(number) for number, word in COUNTED.findall(last)}


def main() -> int:
    """Give 0 when both runs pass; the last line printed counts both together.

    The database that PostgreSQL copies for each process is made while the first run begins.
    """
    total: dict[str, int] = {}
    worst = 0
    with servers.postgresql() as address, ThreadPoolExecutor(1) as aside:
        ready = aside.submit(template.postgresql_template, address)
        runs = [run("--database=sqlite")]
        ready.result()
        runs.append(run("--database=postgresql", DATABASE_URL=address))
    for status, counts in runs:
        worst = worst or status
        for word, number in counts.items():
            total[word] = total.get(word, 0) + number
    failed = total.get("failed", 0) + total.get("error", 0)
    skipped = f", {total['skipped']} skipped" if total.get("skipped") else ""
    sys.stdout.write(f"{total.get('passed', 0)} passed, {failed} failed{skipped}\n")
    return worst


if __name__ == "__main__":
    sys.exit(main())
