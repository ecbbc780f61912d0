"""The form of one step: the fields of its exercises, and the answers that come out of it."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from decision_aids.engine.flow import SHORT, Item
from decision_aids.exercises.attachments import NAME, AttachmentField, Cabinet, Upload, most_bytes, name_without_key
from decision_aids.exercises.base import Answer, Exercise, Json, Spec
from decision_aids.exercises.registry import registry

KEPT = "kept"  # ends the name of a hidden field that names an attachment sent before
MOST_TRAITS = 4096  # items in one process


class Traits(NamedTuple):
    """What the fields of an item need of the page: whether there are any, take files, or tell how much text fits."""

    asks: bool
    files: bool
    room: bool


@dataclass(slots=True)
class Part:
    """One exercise on a step: its kind, its spec and the answer that stands there now, both up to date.

    `reply` is what the kind has to say at once about what was just sent.
    """

    item: Item
    kind: Exercise
    spec: Spec
    answer: Answer | None
    reply: dict[str, Json] | None = None

    @property
    def short(self) -> str:
        """The beginning of the names of its fields."""
        return self.item.id.replace("-", "")[:SHORT]


def make_part(item: Item, kept: Mapping[str, Any] | None) -> Part | None:
    """Put an item and its kept answer together, or give None when its kind is not installed.

    `kept` is {"t": kind, "v": version, "x": answer}. An answer of another kind is no answer: an editor
    may have put another exercise in the same place.
    """
    kind = registry.get(item.type)
    if kind is None:
        return None
    spec = item.spec if item.version == kind.version else kind.upgrade_spec(item.spec, item.version)
    answer = None
    if kept is not None and kept["t"] == item.type:
        answer = kept["x"] if kept["v"] == kind.version else kind.upgrade(kept["x"], kept["v"])
    return Part(item, kind, spec, answer)


class StepForm(forms.Form):
    """All fields of one step. `answers` holds what came out: {item id: kept answer or None}.

    With `must_answer`, an exercise that keeps answers may not be left empty. `uploads` holds the attachments that came
    in, by item and name; `attachments` is where those that were kept before lie.
    """

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        parts: Sequence[Part] = (),
        must_answer: bool = False,
        attachments: Cabinet | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        del self.fields  # they are made when somebody asks: where all forms are ready as HTML, nobody does
        self.parts = parts
        self.must_answer = must_answer
        self.attachments = attachments
        self.uploads: dict[tuple[str, str], Upload] = {}
        self.answers: dict[str, dict[str, Json] | None] = {}

    @functools.cached_property
    def fields(self) -> dict[str, forms.Field]:
        """All fields by name."""
        made: dict[str, forms.Field] = {}
        for part in self.parts:
            given = part.kind.initial(part.spec, part.answer) if part.answer is not None else {}
            for suffix, field in part.kind.fields(part.spec).items():
                field.required = False
                field.initial = given.get(suffix, field.initial)
                made[f"{part.short}-{suffix}"] = field
        return made

    def fields_of(self, part: Part) -> dict[str, forms.BoundField]:
        """The bound fields of one exercise by suffix."""
        start = f"{part.short}-"
        return {name[len(start) :]: self[name] for name in self.fields if name.startswith(start)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for part in self.parts:
            start = f"{part.short}-"
            names = [name for name in self.fields if name.startswith(start)]
            data = {name[len(start) :]: self._referred(part, name, cleaned.get(name)) for name in names}
            if any(name in self.errors for name in names):
                continue
            try:
                answer = part.kind.clean(part.spec, data, part.answer)
            except ValidationError as error:
                self._add_errors(part, error)
                continue
            part.reply = part.kind.reply(part.spec, data)
            if not part.kind.stores:
                continue
            if answer is None:
                if self.must_answer and names:
                    self.add_error(names[0], _("Please answer this before you go on."))
                self.answers[part.item.id] = None
            else:
                self.answers[part.item.id] = {
                    "t": part.kind.name,
                    "v": part.kind.version,
                    "x": answer,
                    "h": sorted(part.kind.held(part.spec, answer)),
                }
        return cleaned

    def _referred(self, part: Part, name: str, value: Any) -> Any:
        """A value as a kind gets it: for an upload its reference. A file that was sent before need not be sent again."""
        if not isinstance(self.fields[name], AttachmentField):
            return value
        if value is None:
            value = self._sent_before(part, name)
        if not isinstance(value, Upload):
            return None
        item = part.item.id
        make_name = self.attachments.name if self.attachments is not None else name_without_key
        called = make_name(item, value.content)
        self.uploads[item, called] = value
        return value.reference(called)

    def _sent_before(self, part: Part, name: str) -> Upload | None:
        called = self.data.get(f"{name}-{KEPT}", "") if self.attachments is not None else ""
        content = self.attachments.read(part.item.id, called) if NAME.fullmatch(called) else None
        try:
            return self.fields[name].take(content) if content is not None else None
        except ValidationError:
            return None

    @property
    def sent_files(self) -> list[tuple[str, str]]:
        """Hidden fields, (name, value), that stand for the files in a form that is shown once more."""
        if not self.uploads:
            return []
        fields = {part.item.id: name for part in self.parts for name in self.fields if self._is_file(part, name)}
        return [(f"{fields[item]}-{KEPT}", called) for item, called in self.uploads if item in fields]

    @property
    def room_for_drawings(self) -> int:
        """How many bytes its drawings may take besides what is typed."""
        sheets = (one for one in self.fields.values() if isinstance(one, AttachmentField))
        return sum(most_bytes("drawing") for one in sheets if not isinstance(one, forms.FileField))

    def _is_file(self, part: Part, name: str) -> bool:
        return name.startswith(f"{part.short}-") and isinstance(self.fields[name], forms.FileField)

    def _add_errors(self, part: Part, error: ValidationError) -> None:
        """Put a kind's errors beside its fields; one that names no field goes to the first."""
        first = next((name for name in self.fields if name.startswith(f"{part.short}-")), None)
        if not hasattr(error, "error_dict"):
            self.add_error(first, error)
            return
        for suffix, errors in error.error_dict.items():
            name = f"{part.short}-{suffix}"
            self.add_error(name if name in self.fields else first, errors)

    @property
    def replies(self) -> bool:
        """Whether some exercise has something to say at once."""
        return any(part.reply is not None for part in self.parts)

    @property
    def scripts(self) -> list[str]:
        """The static files of the ES modules that its exercises bring, each once, and what its texts need."""
        room = {"js/room.js"} if any(traits_of(part).room for part in self.parts) else set()
        return sorted(room.union(*(part.kind.scripts for part in self.parts)))

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in."""
        return any(traits_of(part).asks for part in self.parts)

    def is_multipart(self) -> bool:
        return any(traits_of(part).files for part in self.parts)

    @property
    def microphone(self) -> bool:
        """Whether some exercise may ask for the microphone."""
        return any(part.kind.microphone for part in self.parts)

    def take_over(self) -> None:
        """Let what came out stand there now: it was kept, and the same form is shown once more."""
        for part in self.parts:
            if part.item.id in self.answers:
                kept = self.answers[part.item.id]
                part.answer = None if kept is None else kept["x"]

    def fingerprint(self) -> str:
        """Name the answers that stand there now, so that a form can tell later whether they changed."""
        return fingerprint({part.item.id: part.answer for part in self.parts})


_traits: dict[int, tuple[Item, Traits]] = {}


def traits_of(part: Part) -> Traits:
    """The traits of its item, kept by that very item, which never changes."""
    known = _traits.get(id(part.item))
    if known is not None and known[0] is part.item:
        return known[1]
    widgets = [field.widget for field in part.kind.fields(part.spec).values()]
    files = any(widget.needs_multipart_form for widget in widgets)
    traits = Traits(bool(widgets), files, any("data-room" in widget.attrs for widget in widgets))
    if len(_traits) >= MOST_TRAITS:
        _traits.clear()
    _traits[id(part.item)] = part.item, traits
    return traits


def fingerprint(value: Json) -> str:
    """Name a JSON value in 16 characters."""
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=8).hexdigest()
