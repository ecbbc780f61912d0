"""From a request to an open journey, in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import BinaryField, Model, PositiveSmallIntegerField, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.base.models import Stamp, live_stamp
from cms.base.prepared import Blank, Prepared
from cms.base.stamps import LIVE
from decision_aids.engine.flow import Flow
from decision_aids.engine.replay import Route, replay
from decision_aids.flows.documents import FLOWS
from decision_aids.flows.versions import FlowVersion
from decision_aids.journeys.models import Journey
from decision_aids.journeys.state import State, open_state
from decision_aids.journeys.versions import Newest, shelf
from decision_aids.spaces.access import OpenSpace, cookie_slot, open_slot
from decision_aids.spaces.models import Slot, Space
from decision_aids.vault import keys

AnyModel = TypeVar("AnyModel", bound=Model)

HIGHEST = 9_999  # the last journey number that an address can name: a larger one never reaches the database


def _columns(model: type[Model], *left_out: str) -> tuple[str, ...]:
    fields = model._meta.concrete_fields  # noqa: SLF001 (Django's own way to the fields)
    return tuple(field.attname for field in fields if field.attname not in left_out)


JOURNEY, SPACE = _columns(Journey), _columns(Space)
VERSION = _columns(FlowVersion, "document", "text_hash", "published_on", "revision_id", "follows_id", "superseded")

FIND = Prepared(
    lambda: Journey.objects.filter(
        number=Blank("number", PositiveSmallIntegerField()),
        space__slots__lookup=Blank("lookup", BinaryField()),
        space__slots__kind=Slot.Kind.BROWSER,
    ).values_list(
        "space__slots__id",
        "space__slots__wrapped",
        "space__slots__used",
        Subquery(Stamp.objects.filter(name=LIVE).values("number")[:1]),
        *JOURNEY,
        *(f"space__{name}" for name in SPACE),
        *(f"version__{name}" for name in VERSION),
    ),
    binary=True,
)


@dataclass
class OpenJourney:
    """A journey that this request holds the key of.

    `key` opens what is sealed of it. `version` is the flow version that the journey is bound to; what she reads is the
    newest one of the same structure, in the language of the page where there is one. `stamp` is the number of the live
    state, read along.
    """

    opened: OpenSpace
    row: Journey
    key: bytes = field(repr=False)
    state: State
    stamp: int

    @property
    def version(self) -> FlowVersion:
        return self.row.version

    @cached_property
    def equal(self) -> Mapping[str, int]:
        """The versions that she can read this journey in, by language."""
        return shelf(self.stamp).equal_to(self.version)

    @property
    def withdrawn(self) -> bool:
        """Whether the makers took back what she reads, and left nothing of the same structure in its place."""
        return not (self.equal.get(get_language() or "") or self.equal.get(self.version.language))

    @cached_property
    def flow(self) -> Flow:
        here = self.equal.get(get_language() or "") or self.equal.get(self.version.language)
        return FLOWS.of(here or self.version.pk)

    @property
    def newer(self) -> Newest | None:
        """A version of another structure that she can move to, if there is one."""
        return shelf(self.stamp).newer_than(self.version)

    @property
    def route(self) -> Route:
        """Where she is, by what she answered until now."""
        return replay(self.flow, self.state.held(self.flow), frozenset(self.state.done))


def open_journey(request: HttpRequest, number: int) -> OpenJourney | None:
    """The journey of that number in the space that the cookie opens; None without one. One query."""
    slot = cookie_slot(request)
    if slot is None or number > HIGHEST:
        return None
    found = FIND.first(lookup=slot.lookup, number=number)
    if found is None:
        return None
    found_slot, stamp = found[:3], found[3]
    row = _instance(Journey, JOURNEY, found[4:])
    row.space = _instance(Space, SPACE, found[4 + len(JOURNEY) :])
    row.version = _instance(FlowVersion, VERSION, found[4 + len(JOURNEY) + len(SPACE) :])
    opened = open_slot(request, slot.kek, row.space, dict(zip(("id", "wrapped", "used"), found_slot, strict=True)))
    if opened is None:
        return None
    key = keys.journey_key(opened.key, row.id.bytes)
    state = open_state(key, bytes(row.sealed), row.id.bytes, row.revision)
    return OpenJourney(opened, row, key, state, stamp or 0)


def _instance(model: type[AnyModel], names: tuple[str, ...], values: list[Any]) -> AnyModel:
    return model.from_db(None, names, values[: len(names)])


def journeys_of(opened: OpenSpace) -> list[OpenJourney]:
    """All journeys of a space, oldest first. One query."""
    rows = opened.space.journeys.select_related("version").defer("version__document").order_by("number")
    stamp = live_stamp()
    journeys = []
    for row in rows:
        row.space = opened.space
        key = keys.journey_key(opened.key, row.id.bytes)
        state = open_state(key, bytes(row.sealed), row.id.bytes, row.revision)
        journeys.append(OpenJourney(opened, row, key, state, stamp))
    return journeys
