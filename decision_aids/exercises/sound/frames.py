"""Sounds that are nothing but frames one after another: MPEG layer III and AAC."""

from __future__ import annotations

from collections.abc import Iterator

KILOBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
MPEG_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)


def mpeg_frames(content: bytes) -> Iterator[tuple[int, float]]:
    """Yield (bytes, seconds) of each frame, for as long as one follows on another."""
    at = 0
    while at + 4 <= len(content):
        first, second, third = content[at : at + 3]
        version, layer = second >> 3 & 3, second >> 1 & 3
        speed, rate = third >> 4, third >> 2 & 3
        if first != 0xFF or second < 0xE0 or version == 1 or layer != 1 or not 0 < speed < 15 or rate == 3:
            return
        hertz, samples = MPEG_RATES[version][rate], 1152 if version == 3 else 576
        size = samples // 8 * KILOBITS[version == 3][speed] * 1000 // hertz + (third >> 1 & 1)
        yield size, samples / hertz
        at += size


def adts_frames(content: bytes) -> Iterator[tuple[int, float]]:
    """Yield (bytes, seconds) of each frame of AAC, for as long as one follows on another."""
    at = 0
    while at + 7 <= len(content):
        first, second, third, fourth, fifth, sixth = content[at : at + 6]
        rate = third >> 2 & 15
        size = (fourth & 3) << 11 | fifth << 3 | sixth >> 5
        if first != 0xFF or second & 0xF6 != 0xF0 or rate >= len(AAC_RATES) or size < 7:
            return
        yield size, 1024 / AAC_RATES[rate]
        at += size
