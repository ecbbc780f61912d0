"""What somebody knows who has the whole database and every secret of the server, worked out from what was really done.

A spy on libsodium and on the derivations writes down each step while people use the site: this key sealed that, this
secret gave that key. Afterwards `Knowledge` starts from every stored byte string and follows the steps: whoever knows a
secret knows what is made of it, whoever knows a key knows what it sealed, until nothing is added any more. So it holds
for every room of the house, also for those that come later.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from decision_aids.vault import crypto

OURS = ("spaces", "journeys", "sharing", "desk", "comparing", "insights")


@dataclass(frozen=True)
class Step:
    """Who knows all of `needs` knows `gives`. `sealed`: what is stored of it, for something that was encrypted."""

    needs: tuple[bytes, ...]
    gives: bytes
    sealed: bytes = b""


@dataclass
class Spy:
    """What was sealed and derived since it began to look."""

    steps: list[Step] = field(default_factory=list)
    pairs: dict[bytes, bytes] = field(default_factory=dict)

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Look on from now on. Nothing works otherwise than it did."""
        bindings, boxes, hkdf, mac, stretch = crypto.bindings, crypto.public, crypto.hkdf, crypto.mac, crypto.stretch
        spy = self

        class Bindings:
            def __getattr__(self, name: str) -> Any:
                return getattr(bindings, name)

            def crypto_aead_xchacha20poly1305_ietf_encrypt(self, plain: bytes, *bound: bytes) -> bytes:
                made: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, *bound)
                key = bound[-1]
                spy.steps.append(Step((bytes(key),), bytes(plain), made))
                return made

            def crypto_scalarmult_base(self, secret: bytes) -> bytes:
                made: bytes = bindings.crypto_scalarmult_base(secret)
                spy.pairs[made] = bytes(secret)
                return made

        class Box(boxes.SealedBox):
            def encrypt(self, plain: bytes, *more: Any) -> bytes:
                made = super().encrypt(plain, *more)
                secret = spy.pairs.get(bytes(self._public_key), b"a secret that was never made here")
                spy.steps.append(Step((secret,), plain[33 : 33 + plain[32]], bytes(made)))
                return made

        class Boxes:
            SealedBox = Box

            def __getattr__(self, name: str) -> Any:
                return getattr(boxes, name)

        def spied_hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
            made: bytes = hkdf(material, salt, info, length)
            spy.steps.append(Step((bytes(material),), made))
            return made

        def spied_mac(key: bytes, *parts: Any) -> bytes:
            made: bytes = mac(key, *parts)
            spy.steps.append(Step((bytes(key), *(bytes(one) for one in parts if isinstance(one, bytes))), made))
            return made

        def spied_stretch(secret: bytes, salt: bytes, **cost: int) -> bytes:
            made: bytes = stretch(secret, salt, **cost)
            spy.steps.append(Step((bytes(secret),), made))
            return made

        monkeypatch.setattr(crypto, "bindings", Bindings())
        monkeypatch.setattr(crypto, "public", Boxes())
        monkeypatch.setattr(crypto, "hkdf", spied_hkdf)
        monkeypatch.setattr(crypto, "mac", spied_mac)
        monkeypatch.setattr(crypto, "stretch", spied_stretch)


class Knowledge:
    """All that somebody knows who begins with `begin` and follows the steps."""

    def __init__(self, steps: Iterable[Step], begin: Iterable[bytes]) -> None:
        self._pile = b"\0\0".join(shape for one in begin for shape in shapes_of(one))
        self.opened: list[Step] = []
        waiting = list(steps)
        while True:
            known = [all(need in self._pile for need in step.needs) for step in waiting]
            found = [step for step, yes in zip(waiting, known, strict=True) if yes]
            if not found:
                return
            self._pile = b"\0\0".join((self._pile, *(shape for step in found for shape in shapes_of(step.gives))))
            self.opened += [step for step in found if step.sealed]
            waiting = [step for step, yes in zip(waiting, known, strict=True) if not yes]

    def tells(self, text: str) -> bool:
        """Whether this stands anywhere in what is known."""
        return text.encode() in self._pile


def shapes_of(value: bytes) -> list[bytes]:
    """A byte string, and what it says when it is base64 or hexadecimal text."""
    shapes = [value]
    for read in (lambda text: base64.urlsafe_b64decode(text + b"=="), lambda text: bytes.fromhex(text.decode())):
        try:
            shapes.append(read(value))
        except ValueError:
            continue
    return shapes


def everything_stored() -> list[bytes]:
    """Every text and byte string of the database, and every secret of the server."""
    found = [settings.VAULT_PEPPER, settings.VAULT_SALT, settings.SECRET_KEY.encode()]
    for model in apps.get_models():
        for row in model._base_manager.values_list(*(one.attname for one in model._meta.concrete_fields)):
            found += [bytes(one) for one in row if isinstance(one, memoryview | bytes)]
            found += [str(one).encode() for one in row if one is not None and not isinstance(one, memoryview | bytes)]
    return found


def binary_fields() -> list[tuple[str, str]]:
    """Every binary field of the rooms that visitors and helpers write in: (model, field)."""
    return [
        (model.__name__, one.name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for one in model._meta.concrete_fields
        if isinstance(one, models.BinaryField)
    ]
