"""The demo as somebody starts it: how long that takes, and a site with the reference aid to measure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.contender import ROOT, wait_for
from tests.servers import free_port

PATIENCE = 240  # seconds


def start_demo(state: Path) -> float:
    """Start the demo on this state, wait until it listens, end it; give the seconds from start to then."""
    port = free_port()
    command = [sys.executable, "manage.py", "demo", f"--port={port}"]
    environment = {**os.environ, "STATE_DIR": str(state), "STATIC_COLLECTED": "1"}
    began = time.monotonic()
    with (state.parent / "demo.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(process, port, PATIENCE)
        return time.monotonic() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
