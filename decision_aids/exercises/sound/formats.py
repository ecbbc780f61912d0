"""Sounds told apart by their own bytes, whatever their name says: what each is, how long it lasts, and what it may not tell.

A telephone writes into a file where it was made. That is taken out before anything is kept.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from decision_aids.exercises.sound.frames import adts_frames, mpeg_frames
from decision_aids.exercises.sound.matroska import last_moment

HEAD = 4096
MP4_BRANDS = re.compile(rb"M4A |M4B |mp4[12]|iso[m2-9]|dash|3gp[4-9]|qt  ")
MOVING = re.compile(rb"hdlr.{8}vide", re.DOTALL)
WAV_CHUNKS = 12  # bytes before the first
TELLING = (b"udta", b"meta", b"uuid")  # boxes of an MP4 that say who, where and with what
ENTERED = (b"moov", b"trak")


def recognise(content: bytes) -> str:
    """The media type of a sound that browsers play; "" for anything else, films included."""
    head = content[:HEAD]
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64] and b"V_" not in head:
        return "audio/webm" if b"A_OPUS" in head or b"A_VORBIS" in head else ""
    if head[:4] == b"OggS":
        return "audio/ogg" if b"OpusHead" in head[:64] else ""
    if head[4:8] == b"ftyp":
        return "audio/mp4" if MP4_BRANDS.match(head, 8) and not MOVING.search(content) else ""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if len(list(_first(adts_frames(content)))) == 3:
        return "audio/aac"
    if len(list(_first(mpeg_frames(_after_id3(content))))) == 3:
        return "audio/mpeg"
    return ""


def measure(content: bytes, media: str) -> float | None:
    """How many seconds a sound lasts; None when it does not say."""
    try:
        match media:
            case "audio/webm":
                return last_moment(content)
            case "audio/ogg":
                return _ogg_seconds(content)
            case "audio/mp4":
                return _mp4_seconds(content)
            case "audio/wav":
                return _wav_seconds(content)
            case "audio/aac":
                return sum(seconds for _size, seconds in adts_frames(content))
            case _:
                return sum(seconds for _size, seconds in mpeg_frames(_after_id3(content)))
    except (struct.error, IndexError, ZeroDivisionError):
        return None


def without_traces(content: bytes, media: str) -> bytes:
    """The same sound without what a device writes beside it: place, owner, model."""
    if media == "audio/mpeg":
        content = _after_id3(content)
        return content[:-128] if content[-128:-125] == b"TAG" else content
    if media == "audio/wav":
        needed = b"".join(raw for name, raw in _wav_chunks(content) if name in (b"fmt ", b"data"))
        return b"RIFF" + struct.pack("<I", 4 + len(needed)) + b"WAVE" + needed
    if media == "audio/mp4":
        blanked = bytearray(content)
        for begin, end, name in _boxes(content, 0, len(content)):
            if name in TELLING:
                blanked[begin + 4 : end] = b"free" + bytes(end - begin - 8)
        return bytes(blanked)
    return content


def _first(frames: Iterator[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    for _, frame in zip(range(3), frames, strict=False):
        yield frame


def _after_id3(content: bytes) -> bytes:
    """An MPEG sound without the tag before it; its length has seven bits in a byte."""
    if content[:3] != b"ID3" or len(content) < 10:
        return content
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte & 0x7F
    return content[10 + size :]


def _ogg_seconds(content: bytes) -> float | None:
    """Opus counts 48,000 samples a second; the last page says how many there were."""
    last = content.rfind(b"OggS")
    samples = struct.unpack_from("<q", content, last + 6)[0]
    return samples / 48_000 if samples > 0 else None


def _wav_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = WAV_CHUNKS
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        end = min(len(content), at + 8 + size + size % 2)
        yield name, content[at:end]
        at = end


def _wav_seconds(content: bytes) -> float | None:
    chunks = dict(_wav_chunks(content))
    if not {b"fmt ", b"data"} <= chunks.keys():
        return None
    return (len(chunks[b"data"]) - 8) / struct.unpack_from("<I", chunks[b"fmt "], 16)[0]


def _boxes(content: bytes, begin: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """The boxes of an MP4 with what lies in those that hold others: (begin, end, name)."""
    while begin + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, begin)
        inside = begin + 8
        if size == 1:
            size, inside = struct.unpack_from(">Q", content, begin + 8)[0], begin + 16
        stop = end if size == 0 else begin + size
        if not inside <= stop <= end:
            return
        yield begin, stop, name
        if name in ENTERED:
            yield from _boxes(content, inside, stop)
        begin = stop


def _mp4_seconds(content: bytes) -> float | None:
    """What the header says; for a sound recorded piece by piece, when its last piece begins."""
    for begin, _end, name in _boxes(content, 0, len(content)):
        if name == b"mvhd":
            later = content[begin + 8] == 1
            scale, length = struct.unpack_from(">IQ" if later else ">II", content, begin + (28 if later else 20))
            if length:
                return float(length / scale)
    scale_at, piece_at = content.find(b"mdhd"), content.rfind(b"tfdt")
    if min(scale_at, piece_at) < 0:
        return None
    scale = struct.unpack_from(">I", content, scale_at + (24 if content[scale_at + 4] == 1 else 16))[0]
    begins = struct.unpack_from(">Q" if content[piece_at + 4] == 1 else ">I", content, piece_at + 8)[0]
    return float(begins / scale) or None
