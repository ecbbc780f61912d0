"""A narrow door before Argon2: few at a time, few waiting, and the rest is told at once to come back.

One run takes 64 MiB and a tenth of a second of a core; without a door a single laptop that keeps asking would slow down
everybody on the site. The door is shared by all processes of a machine: places are files that are locked, and the kernel
opens a lock when its process ends, however it ends.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_LOOK_AGAIN: Final = 0.01
"""Seconds between two looks of somebody who waits."""


class Busy(Exception):
    """No place came free in time. Answer 503 with Retry-After."""


class Gate:
    """Lets `slots` through at a time, machine-wide; `slots` + 1 more may wait, for `wait` seconds at most.

    `directory` is on a local disk or in memory, and the same for all processes. It is made when it is not there.
    """

    def __init__(self, directory: Path, slots: int | None = None, wait: float = 0.5) -> None:
        self.directory = directory
        self.slots = max(1, (os.cpu_count() or 1) - 1) if slots is None else slots
        self.wait = wait

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold a place for as long as the block runs; raises `Busy`."""
        place = self._enter()
        try:
            yield
        finally:
            os.close(place)

    def _enter(self) -> int:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._take("slot", self.slots)
        if place is not None:
            return place
        chair = self._take("wait", self.slots + 1)
        if chair is None:
            raise Busy
        try:
            return self._wait_for_place()
        finally:
            os.close(chair)

    def _wait_for_place(self) -> int:
        until = time.monotonic() + self.wait
        while time.monotonic() < until:
            time.sleep(_LOOK_AGAIN)
            place = self._take("slot", self.slots)
            if place is not None:
                return place
        raise Busy

    def _take(self, kind: str, count: int) -> int | None:
        """Lock one of the `count` files of this kind; closing what is returned gives it back."""
        for number in range(count):
            place = os.open(self.directory / f"{kind}-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(place)
            else:
                return place
        return None
