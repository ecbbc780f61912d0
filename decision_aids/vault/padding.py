"""Hiding lengths: content is filled up to a bucket before it is sealed.

Up to 16 KiB the buckets double, from 1 KiB: a short answer and one of 200 characters (at most 800 bytes) look the same,
and a journey of a normal length passes four steps. Above it there are eight buckets in each doubling (the highest four bits
of the length, rounded up), so that what is added stays under 12.5 % and a growing journey still moves in steps of
2 KiB and more. Four bytes before the content give its length.
"""

from typing import Final

_LENGTH_BYTES: Final = 4
_SMALLEST: Final = 1024
_COARSE: Final = 16 * 1024
_MOST: Final = 2**31


class BadPadding(ValueError):
    """Content that was not filled up by `pad`."""


def bucket(length: int) -> int:
    """The size that something of `length` bytes, its length field counted, is filled up to."""
    if length <= _COARSE:
        return max(_SMALLEST, 1 << (length - 1).bit_length())
    step = 1 << ((length - 1).bit_length() - 4)
    return -(-length // step) * step


def pad(plain: bytes) -> bytes:
    """The content with its length before it and zeros behind it, up to the bucket."""
    length = len(plain)
    if length > _MOST:
        raise ValueError("too long to seal at once")
    zeros = bytes(bucket(length + _LENGTH_BYTES) - length - _LENGTH_BYTES)
    return b"".join((length.to_bytes(_LENGTH_BYTES, "big"), plain, zeros))  # `+` would copy a long journey twice


def unpad(padded: bytes) -> bytes:
    """What `pad` took; `BadPadding` when the lengths do not agree."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if len(padded) < _SMALLEST or len(padded) != bucket(length + _LENGTH_BYTES):
        raise BadPadding
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
