"""How often something may be tried, counted in the memory of this process and nowhere else.

Addresses are never kept: only a keyed digest of the network they come from, and the key is thrown away every hour together
with the counts. Each process counts for itself, so with two processes twice as much may pass.
"""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

_HOUR: Final = 3600
_MOST_NETWORKS: Final = 50_000
"""Networks counted apart in one hour; those that come later share one count, so that a flood cannot fill the memory."""


def network(address: str) -> str:
    """The network of an address: the first 24 bits of IPv4, the first 56 of IPv6; "" for what is no address."""
    try:
        parsed = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = 24 if parsed.version == 4 else 56
    return str(ipaddress.ip_network((parsed, bits), strict=False))


class AddressLimit:
    """At most `per_hour` tries from one network in one hour of the clock."""

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_hour = per_hour
        self._clock = clock
        self._lock = threading.Lock()
        self._hour = -1
        self._key = b""
        self._counts: dict[bytes, int] = {}

    def allow(self, address: str) -> bool:
        """Count one try; False when there were too many already."""
        with self._lock:
            self._turn_the_hour()
            source = hashlib.blake2b(network(address).encode(), key=self._key, digest_size=16).digest()
            if source not in self._counts and len(self._counts) >= _MOST_NETWORKS:
                source = b"all others"
            tries = self._counts.get(source, 0) + 1
            self._counts[source] = min(tries, self.per_hour + 1)
            return tries <= self.per_hour

    def forget(self) -> None:
        """Begin anew, as a process that was just started does."""
        with self._lock:
            self._counts = {}

    def _turn_the_hour(self) -> None:
        hour = int(self._clock() // _HOUR)
        if hour != self._hour:
            self._hour, self._key, self._counts = hour, secrets.token_bytes(32), {}


class TokenBucket:
    """At most `burst` at once, and `per_minute` in the long run, whoever asks."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self.burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = float(burst)
        self._at = clock()

    def take(self) -> bool:
        """Use one; False when there is none left."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self.burst, self._tokens + (now - self._at) * self.per_minute / 60)
            self._at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True

    def refill(self) -> None:
        """Begin anew, as a process that was just started does."""
        with self._lock:
            self._tokens = float(self.burst)
