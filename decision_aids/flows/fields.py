"""A stream field whose blocks come from a registry, so that a plugin adds no migration to our apps."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class FlowStreamField(StreamField):
    """A stream field given its stream block as a class.

    The class is instantiated at first use, when every app has registered its kinds of exercise. Migrations hold no
    block definitions: a historic model sees the stored JSON, untouched, and so must a data migration.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)
        self.historic = not block_types

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        return value if self.historic else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if self.historic else super().get_prep_value(value)
