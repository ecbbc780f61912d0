"""When a browser's slot was first and last used, as 32 sealed bytes that only its cookie can open."""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass

IDLE_MINUTES = 60
WHOLE_MINUTES = 12 * 60
REMEMBERED_DAYS = 14
TOUCH_MINUTES = 10  # how coarse "last used" is: more often would cost a write a page

_FORM = struct.Struct(">QQ?15x")  # first use, last use (minutes since 1970), remembered


def minute() -> int:
    """This minute, counted from 1970."""
    return int(time.time() // 60)


@dataclass(frozen=True, slots=True)
class Use:
    """Times in minutes since 1970. `remembered`: she asked this device to keep her space open."""

    first: int
    last: int
    remembered: bool = False

    @classmethod
    def begin(cls, *, remembered: bool = False) -> Use:
        now = minute()
        return cls(now, now, remembered)

    @classmethod
    def read(cls, raw: bytes) -> Use:
        return cls(*_FORM.unpack(raw))

    def pack(self) -> bytes:
        return _FORM.pack(self.first, self.last, self.remembered)

    @property
    def over(self) -> bool:
        """Whether the slot is closed: an hour without use, or half a day in all."""
        now = minute()
        if self.remembered:
            return now - self.last > REMEMBERED_DAYS * 24 * 60
        return now - self.last > IDLE_MINUTES or now - self.first > WHOLE_MINUTES

    @property
    def stale(self) -> bool:
        """Whether the last use is worth writing down again."""
        return minute() - self.last >= TOUCH_MINUTES

    def touched(self) -> Use:
        return Use(self.first, minute(), self.remembered)
