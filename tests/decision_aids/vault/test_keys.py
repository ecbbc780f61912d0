"""The scheme of keys: a frozen vector for each label, and what must not open what."""

import math
from itertools import combinations

import pytest

from decision_aids.vault import crypto, keys
from decision_aids.vault.keys import Cost, NotAKey, Secrets

SECRETS = Secrets(pepper=bytes(range(32)), salt=bytes(range(32, 48)))
COOKIE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
PHRASE = (0, 1, 2, 3, 1024, 2046, 2047)
SPACE_KEY = bytes(range(100, 132))
ROW_ID = bytes(range(16))


def test_labels_of_the_ways_in_are_frozen():
    """Changing any of these locks people out of what they stored."""
    slots = {
        "browser": keys.browser_slot(SECRETS, COOKIE),
        "desk": keys.desk_slot(SECRETS, COOKIE),
        "invitation": keys.invitation_slot(SECRETS, COOKIE),
        "code": keys.code_slot(SECRETS, b"01ABCDEFGHJKMNPQRSTV"),
        "aside": keys.aside_slot(SECRETS, "AAECAwQFBgcICQoLDA0ODw", COOKIE),
    }

    assert {way: (slot.lookup.hex(), slot.kek.hex()) for way, slot in slots.items()} == {
        "browser": (
            "b93b51a78ba72b9ab15a7f7fa1e02ca065891ee14c29a3a8d9ae8d250ac031df",
            "88f3ad90f03f1bad43e33f28ec7d4becfd69bfcf9970bc71cf4b4ce8681727e8",
        ),
        "desk": (
            "afaafb511a0efda1f63ce367a36b8226937e1fc50a5f9e2ab443e5ed3149dea3",
            "5da14c17f3c13698cab727644c743c61990c01a1aaba8eaf6bc4eda4837392b3",
        ),
        "invitation": (
            "e8c2183db8bcad72995868d75ab8355bf6b747079ccf3efa3b9a3a376a2673f0",
            "c689913063d95f2e95ae1248ee7c7baa6961e05cb7fa9b710bee8bc3e987e398",
        ),
        "aside": (
            "bb21d750aa828cb208b8239301e67dff7ce037964e91940eb462978e3a81c0b0",
            "ea35ee27cee82725d07a3ac3d0f32e9c70547a4d08d0cc480ec29ca4553658ae",
        ),
        "code": (
            "ce1b0fa770273397db1c9e4bab3869c4f06382288885862f53c2a45039fcbf15",
            "577904b5834c410f63317bafa1bbfe61719a52b88cc3127456bba62656f3abe7",
        ),
    }


def test_phrase_is_stretched_by_the_pinned_cost_and_its_label_is_frozen():
    """The one run with the real parameters of a phrase."""
    slot = keys.phrase_slot(SECRETS, PHRASE)

    assert Cost(passes=3, memory_mib=64) == keys.PHRASE_COST
    assert (slot.lookup.hex(), slot.kek.hex()) == (
        "123e911f1a46fb3accecc7b05326c1c08498d5b291de02bbb8b8ed65b3731d12",
        "2c5d57c116069501cc33ee91e242e57b82bff3f65691da7e191b15d56c4f5ff0",
    )


def test_passphrase_is_stretched_by_the_pinned_cost_and_its_spelling_is_normal():
    """The one run with the real parameters of a passphrase."""
    key = keys.passphrase_key(SECRETS, "  zeven schapen op een dak\n", ROW_ID)

    assert Cost(passes=4, memory_mib=128) == keys.PASSPHRASE_COST
    assert key.hex() == "e47369b498412db55274218a3e47915e062c8bdca76a5d7eb8f11b7e4dd1f095"


def test_labels_below_a_space_and_a_room_are_frozen():
    derived = {
        "journey": keys.journey_key(SPACE_KEY, ROW_ID),
        "notes": keys.space_notes_key(SPACE_KEY),
        "owner": keys.room_key_for_owner(SPACE_KEY, ROW_ID),
        "mark": keys.room_mark(SPACE_KEY),
        "snapshot": keys.room_snapshot_key(SPACE_KEY),
        "thread": keys.room_thread_key(SPACE_KEY),
        "plan": keys.plan_key_for_team(SPACE_KEY),
        "comparison mark": keys.comparison_mark(SPACE_KEY),
        "comparison side": keys.comparison_key_for_side(SPACE_KEY, ROW_ID),
        "comparison plan": keys.comparison_plan_key(SPACE_KEY),
        "comparison answers": keys.comparison_answers_key(SPACE_KEY, "a"),
        "vouch": keys.vouch(SECRETS, SPACE_KEY, "team", 3),
        "recovery": keys.recovery_pair(tuple(range(12))).public,
    }

    assert {name: value.hex() for name, value in derived.items()} == {
        "journey": "c510ed37a490cda95c0965ed1dce96fa1964177d61d4fbc63c0b285a8ace399d",
        "notes": "27e073098982ee9ace117155d1125e12228411ad052600d086d5d750162cf95d",
        "owner": "ae4927f789d6967ef682e65d1a4cdea4329ee7b6bac1d6b0343632408b60ce5a",
        "mark": "ac46740267785b1727234692609268fe",
        "snapshot": "af4d8fcb76871c1d25d557c37cd09c75e8e98567b86f9191ed2702b51a6c7af7",
        "thread": "40027adfa2b976dccfbc7f7b8e578ac174d7f796f8c7ef4ff5700c70499d118c",
        "plan": "ffc26291cfb9f07437a98b4e66d17b9cc11b785d0f83cb7856d819eecf4509c0",
        "comparison mark": "2212cdb96a8c555a4256e0a5871c643d",
        "comparison side": "12f029027e3b0d8474aebb13c0c07613737895e165e8ada61ed83882910a5013",
        "comparison plan": "d988dc900f63753b58cc911fa06cce305e398d782b2a8b4a74dcc3a51b15bc3b",
        "comparison answers": "1796f2c52d514c923a10c78f12a2d8a2dfc2c9adbdabaa91bd525a4c31bc074f",
        "vouch": "01015f18176ab99204bc9b7188f73f1acbfc675e771ff4b15122cbfd359ba220d2",
        "recovery": "af992bd10eb3b645071a1d2efc83b443f4ab21caccc32b9f518da0599ed16c2b",
    }
    assert keys.csrf_token(COOKIE) == "-EMOyH6avjrRV-3kgu2xhh59x0wYp_Wf"


def test_every_way_in_gives_values_of_its_own():
    ways = (keys.browser_slot, keys.desk_slot, keys.invitation_slot)
    slots = [way(SECRETS, COOKIE) for way in ways] + [keys.browser_slot(SECRETS, keys.new_cookie())]
    values = [value for slot in slots for value in (slot.lookup, slot.kek)]

    assert all(one != other for one, other in combinations(values, 2))


@pytest.mark.parametrize(
    "secrets",
    [Secrets(pepper=bytes(32), salt=SECRETS.salt), Secrets(pepper=SECRETS.pepper[::-1], salt=SECRETS.salt)],
)
def test_cookie_opens_nothing_with_another_pepper(secrets):
    here, there = keys.browser_slot(SECRETS, COOKIE), keys.browser_slot(secrets, COOKIE)

    assert {here.lookup, here.kek}.isdisjoint({there.lookup, there.kek})


def test_only_the_cookie_of_the_slot_unwraps_the_space_key():
    slot = keys.browser_slot(SECRETS, COOKIE)
    wrapped = keys.wrap(slot.kek, SPACE_KEY, "slot", ROW_ID, "browser")

    assert keys.unwrap(slot.kek, wrapped, "slot", ROW_ID, "browser") == SPACE_KEY
    for kek, context in (
        (keys.browser_slot(SECRETS, keys.new_cookie()).kek, ("slot", ROW_ID, "browser")),
        (slot.lookup, ("slot", ROW_ID, "browser")),
        (SECRETS.pepper, ("slot", ROW_ID, "browser")),
        (slot.kek, ("slot", ROW_ID[::-1], "browser")),
        (slot.kek, ("slot", ROW_ID, "phrase")),
    ):
        with pytest.raises(crypto.SealBroken):
            keys.unwrap(kek, wrapped, *context)


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        COOKIE[:-1],
        COOKIE + "A",
        COOKIE + "=",
        COOKIE + "\n",
        " " + COOKIE[1:],
        "+" + COOKIE[1:],
        "é" + COOKIE[1:],
        "\0" * 43,
        COOKIE[:-1] + "9",  # the same bytes, spelled otherwise
        "A" * 100_000,
    ],
)
def test_malformed_cookie_is_no_key(cookie):
    for use in (
        lambda: keys.browser_slot(SECRETS, cookie),
        lambda: keys.desk_slot(SECRETS, cookie),
        lambda: keys.invitation_slot(SECRETS, cookie),
        lambda: keys.csrf_token(cookie),
    ):
        with pytest.raises(NotAKey):
            use()


@pytest.mark.parametrize("indices", [(), PHRASE[:6], (*PHRASE[:6], 2048), (*PHRASE[:6], -1), tuple(range(25))])
def test_indices_of_no_phrase_are_no_key(indices):
    with pytest.raises(NotAKey):
        keys.phrase_slot(SECRETS, indices)
    with pytest.raises(NotAKey):
        keys.recovery_pair(indices)


@pytest.mark.parametrize("passphrase", ["", "  \n"])
def test_empty_passphrase_is_no_key(passphrase):
    with pytest.raises(NotAKey):
        keys.passphrase_key(SECRETS, passphrase, ROW_ID)


def test_seven_words_are_no_recovery_sheet():
    with pytest.raises(NotAKey):
        keys.recovery_pair(PHRASE)


def test_new_cookies_are_well_formed_and_their_own():
    cookies = {keys.new_cookie() for _ in range(500)}

    assert len(cookies) == 500
    assert {len(cookie) for cookie in cookies} == {43}
    assert len({keys.browser_slot(SECRETS, cookie).lookup for cookie in cookies}) == 500


def test_form_token_belongs_to_one_cookie():
    token = keys.csrf_token(COOKIE)

    assert keys.csrf_matches(COOKIE, token)
    for wrong in ("", token[:-1], token + "A", token.lower(), keys.csrf_token(keys.new_cookie()), COOKIE, "é\ud800"):
        assert not keys.csrf_matches(COOKIE, wrong)


def test_server_vouches_for_a_public_key_in_its_place_only():
    tag = keys.vouch(SECRETS, SPACE_KEY, "team", 3, 1)

    assert keys.vouched(SECRETS, tag, SPACE_KEY, "team", 3, 1)
    assert not keys.vouched(SECRETS, tag, SPACE_KEY[::-1], "team", 3, 1)
    assert not keys.vouched(SECRETS, tag, SPACE_KEY, "team", 3, 2)
    assert not keys.vouched(SECRETS, tag, SPACE_KEY, "helper", 3, 1)
    assert not keys.vouched(Secrets(pepper=bytes(32), salt=SECRETS.salt), tag, SPACE_KEY, "team", 3, 1)


@pytest.mark.parametrize(("pepper", "salt"), [(31, 16), (33, 16), (32, 15), (32, 0)])
def test_secrets_have_their_lengths(pepper, salt):
    with pytest.raises(ValueError, match="pepper"):
        Secrets(pepper=bytes(pepper), salt=bytes(salt))


def test_secrets_and_slots_do_not_show_themselves():
    assert repr(SECRETS) == "Secrets()"
    assert repr(keys.browser_slot(SECRETS, COOKIE)) == "Slot()"


def test_weak_secrets_are_named():
    assert keys.weaknesses(SECRETS) == []
    assert keys.weaknesses(Secrets(pepper=crypto.new_key(), salt=crypto.new_salt())) == []
    assert keys.weaknesses(Secrets(pepper=b"x" * 32, salt=bytes(16))) == [
        "The pepper is not random.",
        "The salt is not random.",
    ]


@pytest.mark.parametrize(("cost", "sound"), [(Cost(2, 19), True), (Cost(1, 19), False), (Cost(2, 18), False)])
def test_cost_below_the_floor_is_not_sound(cost, sound):
    assert cost.sound is sound


def test_random_secrets_are_hardly_ever_called_weak():
    """The chance that 32 random bytes have fewer than 12 different values, reckoned from above."""
    ways = math.comb(256, 11) * 11**32

    assert ways / 256**32 < 2**-80


def dump_of_a_space():
    """All that the server stores of one space that was not shared, with its keys thrown away."""
    space_key, cookie, journey = crypto.new_key(), keys.new_cookie(), crypto.new_id()
    slot = keys.browser_slot(SECRETS, cookie)
    rows = {
        "lookup": slot.lookup,
        "wrapped": keys.wrap(slot.kek, space_key, "slot", journey, "browser"),
        "journey": journey,
        "answers": crypto.seal(keys.journey_key(space_key, journey), b"an answer", "journey", journey, 1),
        "notes": crypto.seal(keys.space_notes_key(space_key), b"notes", "notes", journey),
        "mark": keys.room_mark(space_key),
    }
    return rows, cookie


def test_stored_rows_and_all_server_secrets_open_nothing():
    """Every stretch of 32 stored bytes, as it is and put through every derivation, tried on every sealed thing."""
    rows, cookie = dump_of_a_space()
    stored = b"".join(rows.values())[:700] + SECRETS.pepper + SECRETS.salt
    windows = {stored[start : start + 32] for start in range(len(stored) - 31)} | {
        SECRETS.pepper,
        crypto.derive(SECRETS.pepper, "vouch"),
    }
    journey = rows["journey"]

    def candidates(window):
        yield window
        yield keys.journey_key(window, journey)
        yield keys.space_notes_key(window)
        yield from (keys.browser_slot(SECRETS, keys.cookie_of(window)).kek,)

    def opened(key):
        yield "wrapped", lambda: keys.unwrap(key, rows["wrapped"], "slot", journey, "browser")
        yield "answers", lambda: crypto.open_sealed(key, rows["answers"], "journey", journey, 1)
        yield "notes", lambda: crypto.open_sealed(key, rows["notes"], "notes", journey)

    found = []
    for window in windows:
        for key in candidates(window):
            for name, attempt in opened(key):
                try:
                    attempt()
                except crypto.SealBroken:
                    continue
                found.append(name)

    assert found == []
    assert keys.unwrap(keys.browser_slot(SECRETS, cookie).kek, rows["wrapped"], "slot", journey, "browser")


@pytest.mark.parametrize("code", [b"", b"01AB", b"0" * 21])
def test_code_of_another_length_is_no_key(code):
    with pytest.raises(NotAKey):
        keys.code_slot(SECRETS, code)
