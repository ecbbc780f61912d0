"""Small sounds of every kind that a browser or a telephone makes, built byte by byte."""

from __future__ import annotations

import struct


def wav(seconds: float = 1.0, *, rate: int = 8_000, beside: bytes = b"") -> bytes:
    """A silence of 16 bits; `beside` goes into a chunk that tells something about it."""
    data = bytes(int(seconds * rate) * 2)
    chunks = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    if beside:
        chunks += struct.pack("<4sI", b"LIST", len(beside)) + beside + bytes(len(beside) % 2)
    chunks += struct.pack("<4sI", b"data", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def element(name: str, content: bytes, *, endless: bool = False) -> bytes:
    """One element of a WebM."""
    size = b"\x01" + b"\xff" * 7 if endless else struct.pack(">Q", len(content) | 1 << 56)
    return bytes.fromhex(name) + size + content


def webm(seconds: float = 1.0, *, codec: bytes = b"A_OPUS") -> bytes:
    """What a browser records: no length in its head, clusters of ten seconds, a block each fifth of a second."""
    head = element("1A45DFA3", element("4282", b"webm"))
    track = element("1654AE6B", element("AE", element("86", codec)))
    clusters = b""
    for begin in range(0, int(seconds * 1000) + 1, 10_000):
        blocks = [
            element("A3", b"\x81" + struct.pack(">hB", at - begin, 0x80) + bytes(20))
            for at in range(begin, min(begin + 10_000, int(seconds * 1000) + 1), 200)
        ]
        clusters += element("1F43B675", element("E7", begin.to_bytes(4, "big")) + b"".join(blocks), endless=True)
    return head + element("18538067", track + clusters, endless=True)


def ogg(seconds: float = 1.0, *, head: bytes = b"OpusHead") -> bytes:
    """The first page and the last one."""

    def page(granule: int, content: bytes) -> bytes:
        return b"OggS\0\x02" + struct.pack("<qIIIB", granule, 1, 0, 0, 1) + bytes([len(content)]) + content

    return page(0, head + bytes(11)) + page(int(seconds * 48_000), bytes(100))


def box(name: bytes, content: bytes) -> bytes:
    """One box of an MP4."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(seconds: float = 1.0, *, brand: bytes = b"M4A ", beside: bytes = b"", handler: bytes = b"soun") -> bytes:
    """The head of a recording of a telephone; `beside` is what it tells about place and owner."""
    header = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, int(seconds * 1000)) + bytes(80))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))))
    told = box(b"udta", beside) if beside else b""
    return box(b"ftyp", brand + bytes(8)) + box(b"moov", header + track + told) + box(b"mdat", bytes(200))


def mp4_in_pieces(seconds: int) -> bytes:
    """What a browser on a telephone records: no length in its head, pieces that say when they begin."""
    header = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 0) + bytes(80))
    media = box(b"mdhd", bytes(12) + struct.pack(">II", 48_000, 0) + bytes(4))
    head = box(b"ftyp", b"iso5" + bytes(8)) + box(b"moov", header + box(b"trak", box(b"mdia", media)))
    pieces = [box(b"moof", box(b"tfdt", bytes(4) + struct.pack(">I", at * 48_000))) for at in range(seconds + 1)]
    return head + b"".join(piece + box(b"mdat", bytes(50)) for piece in pieces)


def mp3(frames: int = 40, *, tag: bytes = b"", end: bytes = b"") -> bytes:
    """Frames of 32 kilobits at 44,100 Hz, after a tag and before another."""
    before = b"ID3\x04\0\0" + bytes([len(tag) >> 21, len(tag) >> 14 & 127, len(tag) >> 7 & 127, len(tag) & 127]) + tag
    return (before if tag else b"") + (b"\xff\xfb\x10\x00" + bytes(100)) * frames + end


def aac(frames: int = 40) -> bytes:
    """Frames of AAC at 44,100 Hz."""
    size = 50
    head = bytes([0xFF, 0xF1, 0x50, 0x80 | size >> 11, size >> 3 & 255, (size & 7) << 5 | 0x1F, 0xFC])
    return (head + bytes(size - 7)) * frames
