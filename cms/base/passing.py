"""A cache in files for what is needed for minutes only: nothing is thrown out early, and nothing lies about for long."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class Full(OSError):
    """There are as many entries as there may be, and all of them still count."""


class PassingCache(FileBasedCache):
    """Files that go when their time is over, also when nobody asks for them again.

    Django's own lets what is over lie until somebody asks for it, and throws out any third one when it is full. This one
    deletes what is over whenever something comes in, and then says `Full` rather than lose what still counts.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(location, params)
        self.folder = Path(location)

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.sweep()
        if len(self._files()) >= self._max_entries:
            raise Full
        super().set(key, value, timeout, version)

    def sweep(self) -> int:
        """Delete what was put in longer ago than the longest time that counts here; gives how many went."""
        begin, gone = time.time() - (self.default_timeout or 0), 0
        for path in self._files():
            with suppress(FileNotFoundError):  # another process was first
                if path.stat().st_mtime < begin:
                    path.unlink()
                    gone += 1
        return gone

    def _files(self) -> list[Path]:
        return list(self.folder.glob(f"*{self.cache_suffix}"))
