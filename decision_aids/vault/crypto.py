"""Sealing and key making: the one module that calls libsodium.

Everything made here carries a version byte (in what is stored, or in the label of what is derived), so that another
method can be taken into use beside this one. Whatever does not open says no more than that.

Sources: RFC 5869 (HKDF), RFC 9106 (Argon2), RFC 7748 (X25519), draft-irtf-cfrg-xchacha-03 (XChaCha20-Poly1305),
libsodium's sealed boxes.
"""

import hashlib
import hmac
import secrets
from typing import Final, NamedTuple, TypeAlias

from nacl import bindings, public, pwhash
from nacl.exceptions import CryptoError

from decision_aids.vault.padding import BadPadding, pad, unpad

Part: TypeAlias = bytes | memoryview | str | int
"""One part of a context: what a sealed thing is bound to. Integers are at least 0 and below 2**64."""

VERSION: Final = 1
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
SMALL: Final = 64
"""The most that is sealed to a key pair: a key, not content."""

_VERSION_BYTE: Final = bytes([VERSION])
_NONCE_BYTES: Final = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_MAC_BYTES: Final = 33


class SealBroken(Exception):
    """It does not open: unknown version, cut off, changed, another key or another context."""


class KeyPair(NamedTuple):
    """An X25519 pair, each 32 bytes. Anyone may seal to `public`; only `secret` opens."""

    public: bytes
    secret: bytes

    def __repr__(self) -> str:
        return "KeyPair(...)"


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """16 random bytes, for one passphrase."""
    return secrets.token_bytes(SALT_BYTES)


def new_id(length: int = 16) -> bytes:
    """Random bytes that name a row without counting rows."""
    return secrets.token_bytes(length)


def encode(parts: tuple[Part, ...]) -> bytes:
    """One unambiguous string of bytes for a context: every part with its kind and its length before it."""
    encoded = bytearray()
    for part in parts:
        match part:
            case bytes() | memoryview():
                kind, value = b"b", bytes(part)
            case str():
                kind, value = b"s", part.encode()
            case int() if not isinstance(part, bool):
                kind, value = b"i", part.to_bytes(8, "big")
            case _:
                raise TypeError("a context part is bytes, text or a whole number")
        encoded += kind + len(value).to_bytes(4, "big") + value
    return bytes(encoded)


def hkdf(key_material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 as in RFC 5869; `length` is at most 255 * 32 bytes."""
    if not 0 < length <= 255 * 32:
        raise ValueError("HKDF gives 1 to 8160 bytes")
    pseudo_random_key = hmac.digest(salt or bytes(32), key_material, "sha256")
    block, output = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(pseudo_random_key, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]


def derive(secret: bytes, label: str, context: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """A key for one purpose out of a secret of full strength; a label is used for one purpose only."""
    return hkdf(secret, b"", b"vrijuit" + _VERSION_BYTE + encode((label, context)), length)


def seal(key: bytes, plain: bytes, *context: Part) -> bytes:
    """Encrypt content under a key, bound to its context and padded to a bucket (see `padding`).

    Shape: version byte, 24 random bytes, XChaCha20-Poly1305 of the padded content.
    """
    return _encrypt(key, pad(plain), b"seal", context)


def open_sealed(key: bytes, blob: bytes | memoryview, *context: Part) -> bytes:
    """The content that `seal` took, with the same key and context; otherwise `SealBroken`."""
    try:
        return unpad(_decrypt(key, blob, b"seal", context))
    except BadPadding:
        raise SealBroken from None


def wrap_key(wrapping_key: bytes, key: bytes, *context: Part) -> bytes:
    """Encrypt one 32-byte key, without padding: 73 bytes."""
    return _encrypt(wrapping_key, _checked(key), b"wrap", context)


def unwrap_key(wrapping_key: bytes, blob: bytes | memoryview, *context: Part) -> bytes:
    """The key that `wrap_key` took; otherwise `SealBroken`."""
    key = _decrypt(wrapping_key, blob, b"wrap", context)
    if len(key) != KEY_BYTES:
        raise SealBroken
    return key


def new_pair() -> KeyPair:
    """A fresh pair of keys."""
    return pair_of(new_key())


def pair_of(secret: bytes) -> KeyPair:
    """The pair that belongs to a secret key (RFC 7748)."""
    return KeyPair(public=bindings.crypto_scalarmult_base(_checked(secret)), secret=secret)


def seal_to(public_key: bytes, plain: bytes, *context: Part) -> bytes:
    """Encrypt a key (at most 64 bytes) so that only the holder of the pair's secret opens it.

    The context is bound inside, by its digest. A sealed box does not say who made it.
    """
    if len(plain) > SMALL:
        raise ValueError("only a key is sealed to a pair of keys; seal content under a key")
    inside = _digest(context) + bytes([len(plain)]) + plain.ljust(SMALL, b"\0")
    return _VERSION_BYTE + public.SealedBox(public.PublicKey(_checked(public_key))).encrypt(inside)


def open_sealed_box(secret: bytes, blob: bytes | memoryview, *context: Part) -> bytes:
    """What `seal_to` took, with the pair's secret and the same context; otherwise `SealBroken`."""
    blob = bytes(blob)
    if blob[:1] != _VERSION_BYTE:
        raise SealBroken
    try:
        inside = public.SealedBox(public.PrivateKey(_checked(secret))).decrypt(blob[1:])
    except (CryptoError, ValueError, TypeError):
        raise SealBroken from None
    digest, length, plain = inside[:32], inside[32], inside[33:]
    if len(plain) != SMALL or length > SMALL or not hmac.compare_digest(digest, _digest(context)):
        raise SealBroken
    return plain[:length]


def stretch(secret: bytes, salt: bytes, *, passes: int, memory_mib: int) -> bytes:
    """Make guessing a human secret dear: Argon2id (RFC 9106), one lane, 32 bytes. Run it behind a gate."""
    return pwhash.argon2id.kdf(KEY_BYTES, secret, salt, opslimit=passes, memlimit=memory_mib * 2**20)


def mac(key: bytes, *parts: Part) -> bytes:
    """A tag that only the holder of the key can make: version byte and HMAC-SHA-256."""
    return _VERSION_BYTE + hmac.digest(_checked(key), _VERSION_BYTE + encode(parts), "sha256")


def mac_matches(key: bytes, tag: bytes | memoryview, *parts: Part) -> bool:
    """Whether `mac` gives this tag, compared in constant time."""
    return len(tag) == _MAC_BYTES and hmac.compare_digest(bytes(tag), mac(key, *parts))


def same(one: bytes, other: bytes) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def _encrypt(key: bytes, plain: bytes, kind: bytes, context: tuple[Part, ...]) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    bound = _VERSION_BYTE + encode((kind, *context))
    return (
        _VERSION_BYTE + nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, _checked(key))
    )


def _decrypt(key: bytes, blob: bytes | memoryview, kind: bytes, context: tuple[Part, ...]) -> bytes:
    blob = bytes(blob)
    version, nonce, sealed = blob[:1], blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    if version != _VERSION_BYTE or len(sealed) < bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES:
        raise SealBroken
    bound = version + encode((kind, *context))
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, _checked(key))
    except CryptoError:
        raise SealBroken from None


def _digest(context: tuple[Part, ...]) -> bytes:
    return hashlib.sha256(_VERSION_BYTE + encode((b"box", *context))).digest()


def _checked(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key
