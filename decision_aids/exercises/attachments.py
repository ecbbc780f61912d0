"""Answers that are too big for a journey: drawings and sounds, each sealed by itself.

A kind has an attachment when one of its fields is an `AttachmentField`. What the field takes in is an `Upload`. Before
`clean` of the kind sees it, the form puts a reference in its place, and that is what stands in the answer:

    {"attachment": name, "type": media type, "length": bytes, ...facts}

When nothing new was sent the field gives None, and the kind keeps the reference that stands in `before`. What no answer
refers to any more is deleted. Reading back, `attachments` in the context of `render` gives addresses and content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from django import forms
from django.conf import settings

from decision_aids.exercises.base import Json

Reference: TypeAlias = Mapping[str, Json]

MARK = "attachment"
SHORT = 8  # digits of the name that stand in an address
NAME = re.compile(r"[0-9a-f]{32}")
REFERRED = re.compile(rf'"{MARK}":"([0-9a-f]{{32}})"')  # in JSON no word of hers can hold a bare quotation mark
PLAYED = ("audio/webm", "audio/ogg", "audio/mp4", "audio/aac", "audio/mpeg", "audio/wav")
DRAWN = "image/svg+xml"
SERVED = frozenset({*PLAYED, DRAWN})


@dataclass(frozen=True, slots=True)
class Upload:
    """What a field took in and checked, not kept yet. `facts` will stand beside it in the answer."""

    content: bytes
    media: str
    facts: Mapping[str, Json] = field(default_factory=dict)

    def reference(self, name: str) -> dict[str, Json]:
        """What stands in the answer for it."""
        return {MARK: name, "type": self.media, "length": len(self.content), **self.facts}


class Cabinet(Protocol):
    """Where the attachments of one journey, or of one share, lie."""

    def name(self, item: str, content: bytes) -> str:
        """What an attachment with this content is called."""

    def url(self, reference: Reference) -> str:
        """Where a browser gets it."""

    def read(self, item: str, name: str) -> bytes | None:
        """Its content; None when it is not there."""


class AttachmentField(forms.Field):
    """A field whose value is an `Upload`, or None when nothing new was sent."""

    def take(self, content: bytes) -> Upload:
        """Check what was sent and make an upload of it. Raises `ValidationError`."""
        raise NotImplementedError


def most_bytes(what: str) -> int:
    """How large one attachment ("drawing", "sound"), or all of a space together ("space"), may be."""
    return int(settings.ATTACHMENT_LIMITS[what])


def name_without_key(item: str, content: bytes) -> str:
    """A name for a form that stands nowhere, such as a preview or a test."""
    return hashlib.blake2b(item.encode() + content, digest_size=16).hexdigest()


def references_in(answer: Json) -> Iterator[Reference]:
    """The references that stand in an answer, in order."""
    if isinstance(answer, Mapping):
        name = answer.get(MARK)
        if isinstance(name, str) and NAME.fullmatch(name):
            yield answer
            return
        for value in answer.values():
            yield from references_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from references_in(value)


def find_reference(answers: Mapping[str, Mapping[str, Any]], short: str) -> tuple[str, Reference] | None:
    """The item and the reference of an address, among kept answers; None when no answer refers to it."""
    for item, kept in answers.items():
        for reference in references_in(kept["x"]):
            if reference[MARK][:SHORT] == short:
                return item, reference
    return None
