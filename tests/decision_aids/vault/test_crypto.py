"""Sealing: against published vectors, against other implementations, and against everybody who changes a bit."""

import hashlib
import struct

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from decision_aids.vault import crypto, padding
from decision_aids.vault.crypto import SealBroken

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
CONTEXT = ("journey", b"\x01" * 16, 7)


# RFC 5869, appendix A.1 to A.3
@pytest.mark.parametrize(
    ("key_material", "salt", "info", "length", "output"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
            82,
            (
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
            ),
        ),
        ("0b" * 22, "", "", 42, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
    ],
)
def test_hkdf_gives_the_vectors_of_rfc_5869(key_material, salt, info, length, output):
    given = crypto.hkdf(bytes.fromhex(key_material), bytes.fromhex(salt), bytes.fromhex(info), length)

    assert given.hex() == output


def test_hkdf_gives_no_more_than_it_may():
    assert len(crypto.hkdf(KEY, b"", b"", 8160)) == 8160
    for length in (0, 8161):
        with pytest.raises(ValueError, match="HKDF"):
            crypto.hkdf(KEY, b"", b"", length)


def test_derive_keeps_label_and_context_apart():
    derived = {
        crypto.derive(KEY, "label"),
        crypto.derive(KEY, "label", b"a"),
        crypto.derive(KEY, "labela"),
        crypto.derive(KEY, "", b"labela"),
        crypto.derive(OTHER_KEY, "label"),
    }

    assert len(derived) == 5
    assert (
        crypto.derive(bytes(range(100, 132)), "label", b"ctx", 20).hex() == "7d1b4a186712bed3bc30d47d2ae5891ca586417b"
    )


@pytest.mark.parametrize(("passes", "memory_mib"), [(1, 8), (2, 8), (3, 9)])
def test_stretch_is_argon2id_with_one_lane(passes, memory_mib):
    """Against the reference implementation of RFC 9106."""
    reference = hash_secret_raw(b"secret", b"salt" * 4, passes, memory_mib * 1024, 1, 32, Type.ID)

    assert crypto.stretch(b"secret", b"salt" * 4, passes=passes, memory_mib=memory_mib) == reference


def hchacha20(key, nonce):
    """draft-irtf-cfrg-xchacha-03, section 2.2, written out."""
    state = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *struct.unpack("<8L", key), *struct.unpack("<4L", nonce)]

    def rotated(word, by):
        return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF

    def quarter(a, b, c, d):
        for first, second, third, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[first] = (state[first] + state[second]) & 0xFFFFFFFF
            state[third] = rotated(state[third] ^ state[first], by)

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for column in range(4):
            quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return struct.pack("<8L", *state[:4], *state[12:])


def another_xchacha(key, nonce):
    return ChaCha20Poly1305(hchacha20(key, nonce[:16])), bytes(4) + nonce[16:]


def test_other_implementation_gives_the_vector_of_the_xchacha_draft():
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1: so that what opens with it below is XChaCha20-Poly1305."""
    cipher, nonce = another_xchacha(bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)))
    plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."

    assert cipher.encrypt(nonce, plain, bytes.fromhex("50515253c0c1c2c3c4c5c6c7")).hex() == (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216"
        "cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13"
        "b52ec0875924c1c7987947deafd8780acf49"
    )


def test_sealed_content_opens_with_another_implementation():
    blob = crypto.seal(KEY, b"an answer", "journey", 7)
    cipher, nonce = another_xchacha(KEY, blob[1:25])
    bound = b"\x01" + b"b\x00\x00\x00\x04seal" + b"s\x00\x00\x00\x07journey" + b"i\x00\x00\x00\x08" + bytes(7) + b"\x07"

    assert cipher.decrypt(nonce, blob[25:], bound) == b"\x00\x00\x00\x09an answer" + bytes(1024 - 13)


@pytest.mark.parametrize("plain", [b"", b"x", "é".encode() * 400, b"\0" * 5000, bytes(range(256)) * 300])
def test_what_was_sealed_opens_again(plain):
    blob = crypto.seal(KEY, plain, *CONTEXT)

    assert crypto.open_sealed(KEY, blob, *CONTEXT) == plain
    assert crypto.open_sealed(KEY, memoryview(blob), *CONTEXT) == plain


def test_wrapped_key_takes_73_bytes_and_opens_again():
    blob = crypto.wrap_key(KEY, OTHER_KEY, *CONTEXT)

    assert len(blob) == 73
    assert crypto.unwrap_key(KEY, blob, *CONTEXT) == OTHER_KEY


def opens(blob, key=KEY, context=CONTEXT, opener=crypto.open_sealed):
    try:
        opener(key, blob, *context)
    except SealBroken:
        return False
    return True


@pytest.mark.parametrize("kind", ["seal", "wrap", "box"])
def test_every_flipped_bit_and_every_cut_breaks_the_seal(kind):
    pair = crypto.pair_of(KEY)
    blob, opener = {
        "seal": (crypto.seal(KEY, b"answer", *CONTEXT), crypto.open_sealed),
        "wrap": (crypto.wrap_key(KEY, OTHER_KEY, *CONTEXT), crypto.unwrap_key),
        "box": (crypto.seal_to(pair.public, OTHER_KEY, *CONTEXT), crypto.open_sealed_box),
    }[kind]
    bits = int.from_bytes(blob, "big")
    flipped = [(bits ^ (1 << place)).to_bytes(len(blob), "big") for place in range(len(blob) * 8)]

    assert opens(blob, opener=opener)
    # X25519 ignores the highest bit of a public key (RFC 7748, section 5), and the box's nonce holds it: it breaks too
    assert [number for number, changed in enumerate(flipped) if opens(changed, opener=opener)] == []
    assert [length for length in range(len(blob)) if opens(blob[:length], opener=opener)] == []
    assert not opens(blob + b"\0", opener=opener)


@pytest.mark.parametrize(
    "context",
    [
        ("journey", b"\x02" * 16, 7),  # another journey
        ("journey", b"\x01" * 16, 6),  # an older revision
        ("notes", b"\x01" * 16, 7),  # another kind of row
        ("journey", b"\x01" * 16),  # a part missing
        ("journey", b"\x01" * 16, 7, ""),  # an empty part more
        ("journey", b"\x01" * 16 + b"7"),  # the same, run together
        ("journey", b"\x01" * 16, "7"),  # text for a number
        (b"journey", b"\x01" * 16, 7),  # bytes for text
        (),
    ],
)
def test_other_context_breaks_the_seal(context):
    pair = crypto.pair_of(KEY)

    assert not opens(crypto.seal(KEY, b"answer", *CONTEXT), context=context)
    assert not opens(crypto.wrap_key(KEY, OTHER_KEY, *CONTEXT), context=context, opener=crypto.unwrap_key)
    assert not opens(crypto.seal_to(pair.public, OTHER_KEY, *CONTEXT), context=context, opener=crypto.open_sealed_box)


def test_other_key_and_other_kind_break_the_seal():
    sealed, wrapped = crypto.seal(KEY, b"answer", *CONTEXT), crypto.wrap_key(KEY, OTHER_KEY, *CONTEXT)
    boxed = crypto.seal_to(crypto.pair_of(KEY).public, OTHER_KEY, *CONTEXT)

    assert not opens(sealed, key=OTHER_KEY)
    assert not opens(wrapped, key=OTHER_KEY, opener=crypto.unwrap_key)
    assert not opens(boxed, key=OTHER_KEY, opener=crypto.open_sealed_box)
    assert not opens(wrapped)
    assert not opens(sealed, opener=crypto.unwrap_key)
    assert not opens(boxed)


@pytest.mark.parametrize("version", [0, 2, 255])
def test_unknown_version_breaks_the_seal(version):
    for blob, opener in (
        (crypto.seal(KEY, b"answer", *CONTEXT), crypto.open_sealed),
        (crypto.wrap_key(KEY, OTHER_KEY, *CONTEXT), crypto.unwrap_key),
        (crypto.seal_to(crypto.pair_of(KEY).public, OTHER_KEY, *CONTEXT), crypto.open_sealed_box),
    ):
        assert not opens(bytes([version]) + blob[1:], opener=opener)


def test_what_another_version_sealed_well_is_not_opened_by_this_one():
    cipher, nonce = another_xchacha(KEY, bytes(24))
    bound = [version + b"b\x00\x00\x00\x04seal" for version in (b"\x01", b"\x02")]
    first, second = (
        bytes([number]) + bytes(24) + cipher.encrypt(nonce, padding.pad(b"x"), bound[number - 1]) for number in (1, 2)
    )

    assert opens(first, context=())
    assert not opens(second, context=())


def test_format_of_the_first_version_stays_readable():
    """Made once with this module: what is stored somewhere must open after every change to the code."""
    wrapped = bytes.fromhex(
        "01bea362e56c4de4fb91d079c82ce5408fa7419ebf6c7592780462ab3b8bdc893952e8d1ca32dca8f0a1b43a3660f9eced99"
        "364f8deabd5fa56de0561adc24dcdecb1c199e37d5eb1c"
    )
    boxed = bytes.fromhex(
        "0141b50d7f2bd275421e1942a1806f9776ec19bacfa561de4ed676e4df40e3ca256d9903e512b0a3f89adb820a956008131d"
        "a70be360e6a6fd23db833050b7c8dfe299ea6eeb64819e429548c057ab201b40039bb58265c74362681abb2de1559506c195"
        "373a8f5f511761d619ce9170b6e67d373306b71fab2460f3ec88afa81b784c9a39f7f6b54484c568d27b38eba19d"
    )

    assert crypto.unwrap_key(KEY, wrapped, *CONTEXT) == OTHER_KEY
    assert crypto.open_sealed_box(KEY, boxed, *CONTEXT) == OTHER_KEY


def test_no_nonce_comes_twice():
    blobs = [crypto.wrap_key(KEY, OTHER_KEY) for _ in range(20_000)]

    assert len({blob[1:25] for blob in blobs}) == 20_000
    assert len({crypto.new_key() for _ in range(1000)}) == 1000


def test_box_takes_a_key_and_no_content():
    pair = crypto.new_pair()

    assert crypto.open_sealed_box(pair.secret, crypto.seal_to(pair.public, b"k" * 64)) == b"k" * 64
    assert len(crypto.seal_to(pair.public, b"k")) == len(crypto.seal_to(pair.public, b"k" * 64))
    with pytest.raises(ValueError, match="only a key"):
        crypto.seal_to(pair.public, b"k" * 65)


def test_pair_does_not_show_its_secret():
    pair = crypto.pair_of(KEY)

    assert repr(pair) == "KeyPair(...)"
    assert pair.public.hex() == "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f"


def test_mac_holds_for_its_key_and_parts_only():
    tag = crypto.mac(KEY, "team", 3, b"public")

    assert (len(tag), tag[0]) == (33, 1)
    assert crypto.mac_matches(KEY, tag, "team", 3, b"public")
    assert crypto.mac_matches(KEY, memoryview(tag), "team", 3, b"public")
    assert not crypto.mac_matches(OTHER_KEY, tag, "team", 3, b"public")
    assert not crypto.mac_matches(KEY, tag, "team", 4, b"public")
    assert not crypto.mac_matches(KEY, tag, "team", b"3", b"public")
    assert not crypto.mac_matches(KEY, b"", "team", 3, b"public")
    assert not crypto.mac_matches(KEY, b"\x02" + tag[1:], "team", 3, b"public")


@pytest.mark.parametrize("part", [True, 1.5, None, -1, 2**64])
def test_context_takes_only_bytes_text_and_whole_numbers(part):
    with pytest.raises((TypeError, OverflowError)):
        crypto.seal(KEY, b"answer", part)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_key_of_another_length_is_refused(key):
    for call in (
        lambda: crypto.seal(key, b""),
        lambda: crypto.wrap_key(KEY, key),
        lambda: crypto.wrap_key(key, KEY),
        lambda: crypto.seal_to(key, b""),
        lambda: crypto.pair_of(key),
        lambda: crypto.mac(key),
    ):
        with pytest.raises(ValueError, match="32 bytes"):
            call()


def test_short_and_200_characters_take_the_same_room():
    lengths = {len(crypto.seal(KEY, plain)) for plain in (b"", b"ja", b"x" * 200, "🌻".encode() * 200)}

    assert lengths == {1024 + 41}


def test_growing_journey_passes_few_sizes():
    normal = {padding.bucket(length) for length in range(1, 16 * 1024 + 1)}
    long = {padding.bucket(length) for length in range(16 * 1024, 128 * 1024 + 1, 64)}

    assert normal == {1024, 2048, 4096, 8192, 16384}
    assert len(long) == 25


@pytest.mark.parametrize("length", [16_384, 16_385, 18_432, 18_433, 50_000, 131_073, 1_000_001, 20_000_000])
def test_long_content_wastes_at_most_an_eighth(length):
    assert length <= padding.bucket(length) <= length * 1.125 + 1


@pytest.mark.parametrize("padded", [b"", b"\0" * 1023, b"\0\0\x10\0" + b"x" * 1020, b"\xff" * 1024])
def test_padding_that_does_not_agree_is_refused(padded):
    with pytest.raises(padding.BadPadding):
        padding.unpad(padded)


def test_digest_in_a_box_is_of_the_whole_context():
    """Two contexts that differ only in where their parts begin have two digests."""
    digests = {
        hashlib.sha256(crypto.encode(parts)).digest() for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("ab", "c", ""))
    }

    assert len(digests) == 4
