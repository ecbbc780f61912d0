"""Which kinds of exercise there are: every class that an installed app registered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from decision_aids.exercises.base import Exercise

Kind = TypeVar("Kind", bound=type[Exercise])

NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class Registry:
    """The kinds by name. A second kind of the same name is a mistake in the set-up, said at start."""

    def __init__(self) -> None:
        self._kinds: dict[str, Exercise] = {}

    def register(self, kind: Kind) -> Kind:
        """Add a kind; use it as a decorator. Raises `ImproperlyConfigured` for a wrong or taken name."""
        name = getattr(kind, "name", "")
        if not NAME.fullmatch(name):
            raise ImproperlyConfigured(f"{kind.__qualname__}: a kind is named 'package.kind', not {name!r}.")
        taken = self._kinds.get(name)
        if taken is not None and type(taken) is not kind:
            raise ImproperlyConfigured(f"{name} is registered twice: {type(taken)!r} and {kind!r}.")
        self._kinds[name] = kind()
        return kind

    def get(self, name: str) -> Exercise | None:
        """The kind of that name, or None when it is not installed (any more)."""
        return self._kinds.get(name)

    def __iter__(self) -> Iterator[Exercise]:
        return iter(sorted(self._kinds.values(), key=lambda kind: kind.name))

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __len__(self) -> int:
        return len(self._kinds)


registry = Registry()
register = registry.register
