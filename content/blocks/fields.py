"""A stream field that keeps its block definitions out of migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class ContentStreamField(StreamField):
    """A stream field given its stream block as a class.

    A changed or added block needs no migration. In a migration the field has no block types: a historic
    model gives and takes the stored JSON as it is.
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

    def get_default(self) -> Any:
        return [] if self.historic else super().get_default()
