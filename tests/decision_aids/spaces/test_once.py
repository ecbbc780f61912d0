"""Codes that work once: one use, one purpose, until one day; nothing in the database opens what waits behind them."""

from __future__ import annotations

import datetime
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from decision_aids.spaces import once
from decision_aids.spaces.models import OneTimeCode
from decision_aids.spaces.purging import purge_all
from decision_aids.vault.crypto import new_key

SUBJECT = uuid.UUID(int=7)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def made(key: bytes, *, purpose: str = "reader", subject: uuid.UUID = SUBJECT, days: int = 3) -> str:
    return once.make_code(key, purpose=purpose, subject=subject, until=in_days(days))


@pytest.mark.django_db
def test_code_gives_its_key_once() -> None:
    key, other = new_key(), new_key()
    code, neighbour = made(key), made(other, subject=uuid.UUID(int=8))

    assert once.use_code(code.lower(), "reader") == once.Used(SUBJECT, key)
    assert once.use_code(code, "reader") is None
    assert once.use_code(neighbour, "reader") == once.Used(uuid.UUID(int=8), other)
    assert not OneTimeCode.objects.exists()


@pytest.mark.django_db
def test_code_opens_nothing_in_another_room_of_the_house_and_still_works_in_its_own() -> None:
    code = made(new_key())

    assert once.use_code(code, "compare") is None
    assert once.use_code(code, "reader") is not None


@pytest.mark.django_db
def test_next_code_for_the_same_subject_puts_the_first_out_of_use() -> None:
    first, second = made(new_key()), made(new_key())

    assert once.use_code(first, "reader") is None
    assert once.use_code(second, "reader") is not None


@pytest.mark.django_db
def test_code_works_up_to_and_with_its_day_and_is_then_deleted() -> None:
    with time_machine.travel("2026-03-10 09:00Z", tick=False):
        code, late = made(new_key(), days=2), made(new_key(), days=2, subject=uuid.UUID(int=9))
        assert once.not_used_yet("reader", [SUBJECT, uuid.UUID(int=10)]) == {SUBJECT}
    with time_machine.travel("2026-03-12 22:00Z", tick=False):
        assert once.use_code(code, "reader") is not None
    with time_machine.travel("2026-03-13 09:00Z", tick=False):
        assert once.use_code(late, "reader") is None
        assert purge_all()["codes"] == 1
        assert purge_all()["codes"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["wrapped", "subject", "purpose"])
def test_row_that_somebody_changed_opens_nothing(field: str) -> None:
    code = made(new_key())
    row = OneTimeCode.objects.get()
    changed: dict[str, Any] = {
        "wrapped": bytes(row.wrapped)[:-1] + bytes([bytes(row.wrapped)[-1] ^ 1]),
        "subject": uuid.UUID(int=99),
        "purpose": "compare",
    }
    OneTimeCode.objects.update(**{field: changed[field]})

    assert once.use_code(code, changed["purpose"] if field == "purpose" else "reader") is None


@pytest.mark.django_db
def test_code_stands_nowhere_in_the_row() -> None:
    key = new_key()
    code = made(key)
    kept = repr(list(OneTimeCode.objects.values())).encode()
    raw = b"".join(bytes(value) for value in OneTimeCode.objects.values_list("lookup", "wrapped")[0])

    assert code.replace("-", "").encode() not in kept + raw
    assert key not in raw


@pytest.mark.django_db(transaction=True)
def test_of_three_who_use_a_code_at_once_one_gets_the_key() -> None:
    key = new_key()
    code, gate = made(key), threading.Barrier(3)

    def use() -> Any:
        try:
            gate.wait(timeout=20)
            return once.use_code(code, "reader")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        got = [future.result() for future in [pool.submit(use) for _ in range(3)]]

    assert sorted(map(str, got)) == sorted(map(str, [None, None, once.Used(SUBJECT, key)]))


def test_few_tries_pass() -> None:
    try:
        assert [once.may_try("203.0.113.9") for _ in range(31)] == [True] * 30 + [False]
        assert once.may_try("198.51.100.1")
    finally:
        once.TRIES.refill()
        once.TRIES_OF_ADDRESS.forget()
