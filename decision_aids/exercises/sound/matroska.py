"""How long a WebM lasts: browsers that record do not write it down, so the last moment in it is looked for."""

from __future__ import annotations

from collections.abc import Iterator

SEGMENT, INFO, SCALE = 0x18538067, 0x1549A966, 0x2AD7B1
CLUSTER, TIME, BLOCK, GROUP, IN_GROUP = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
ENTERED = frozenset({SEGMENT, INFO, CLUSTER, GROUP})
NANOSECONDS = 1_000_000  # of one tick, unless the file says otherwise


def last_moment(content: bytes) -> float | None:
    """When the last block of sound begins, in seconds; None when there is none."""
    scale, cluster, last = NANOSECONDS, 0, None
    for name, begin, end in _elements(content):
        value = content[begin:end]
        if name == SCALE:
            scale = int.from_bytes(value, "big")
        elif name == TIME:
            cluster = int.from_bytes(value, "big")
        elif name in (BLOCK, IN_GROUP) and len(value) >= 4:
            last = cluster + int.from_bytes(value[1:3], "big", signed=True)
    return None if last is None else last * scale / 1e9


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (name, begin, end) of what lies in a WebM, inside of those that hold others too."""
    at = 0
    while at < len(content):
        name, after = _number(content, at, keep_mark=True)
        size, begin = _number(content, after)
        if after == at or begin == after:
            return
        if name in ENTERED:
            at = begin
            continue
        yield name, begin, min(begin + size, len(content))
        at = begin + size


def _number(content: bytes, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number whose first byte tells its length, and the place after it; the same place when there is none."""
    first = content[at] if at < len(content) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(content):
        return 0, at
    value = int.from_bytes(content[at : at + length], "big")
    return (value if keep_mark else value & ~(1 << 7 * length)), at + length
