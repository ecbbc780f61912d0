"""How often a desk passphrase may be guessed: a few wrong ones, and the desk waits, each time longer."""

from __future__ import annotations

import time

from django.core.cache import caches

from cms.accounts.models import User

FREE = 4
FIRST_WAIT, LONGEST_WAIT = 30, 15 * 60  # seconds
FORGOTTEN_AFTER = 24 * 3600


def seconds_to_wait(user: User) -> int:
    """How long this helper has to wait before the next try; 0 when she may try now."""
    _count, until = caches["lockout"].get(_name(user), (0, 0.0))
    return max(0, round(until - time.time()))


def count_wrong(user: User) -> None:
    """Count a wrong passphrase."""
    count = caches["lockout"].get(_name(user), (0, 0.0))[0] + 1
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - FREE)) if count >= FREE else 0
    caches["lockout"].set(_name(user), (count, time.time() + wait), FORGOTTEN_AFTER)


def forget_wrong(user: User) -> None:
    """Begin anew after the right one."""
    caches["lockout"].delete(_name(user))


def _name(user: User) -> str:
    return f"desk-tries-{user.pk}"
