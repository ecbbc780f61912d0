"""Counting tries: in memory, by network, and forgotten within the hour."""

import pytest

from decision_aids.vault import limits
from decision_aids.vault.limits import AddressLimit, TokenBucket, network


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.now = 36_000.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        (" 203.0.113.250 ", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("2001:db8:1:200:ffff::9", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", ""),
        ("203.0.113", ""),
        ("<script>", ""),
    ],
)
def test_address_is_brought_back_to_its_network(address, expected):
    assert network(address) == expected


def test_one_network_gets_so_many_tries_an_hour():
    clock = Clock()
    limit = AddressLimit(3, clock)

    assert [limit.allow(f"203.0.113.{number}") for number in range(5)] == [True, True, True, False, False]
    assert limit.allow("198.51.100.1")
    clock.now += 3600
    assert [limit.allow("203.0.113.1") for _ in range(4)] == [True, True, True, False]


def test_what_is_no_address_shares_one_count():
    limit = AddressLimit(2, Clock())

    assert [limit.allow(address) for address in ("", "unknown", "?")] == [True, True, False]


def test_no_address_is_kept_and_the_key_goes_every_hour():
    clock = Clock()
    limit = AddressLimit(3, clock)
    limit.allow("203.0.113.7")
    before = dict(vars(limit))
    clock.now += 3600
    limit.allow("203.0.113.7")

    assert "203.0.113" not in repr(before)
    assert before["_counts"].keys().isdisjoint(limit._counts)
    assert before["_key"] != limit._key


def test_flood_of_networks_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "_MOST_NETWORKS", 10)
    limit = AddressLimit(1, Clock())

    passed = [limit.allow(f"10.0.{number}.1") for number in range(30)]

    assert passed == [True] * 11 + [False] * 19
    assert len(limit._counts) == 11
    assert not limit.allow("10.0.0.1")


def test_bucket_gives_a_burst_and_then_its_pace():
    clock = Clock()
    bucket = TokenBucket(per_minute=6, burst=2, clock=clock)

    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now += 10
    assert [bucket.take() for _ in range(2)] == [True, False]
    clock.now += 3600
    assert [bucket.take() for _ in range(3)] == [True, True, False]
