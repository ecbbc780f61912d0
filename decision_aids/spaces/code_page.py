"""How a one-time code is shown: to say in words or signs, as a link to send, and as a square to scan."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.utils.translation import get_language

from decision_aids.vault import codes, phrase


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code with the full address of the page that takes it."""

    code: str
    enter: str

    @classmethod
    def at(cls, request: HttpRequest, path: str, code: str) -> ShownCode:
        """The code for the page at that path of this site."""
        return cls(code, request.build_absolute_uri(path))

    @property
    def words(self) -> str:
        """The same code in ten words of the language of the page."""
        return " ".join(codes.in_words(self.code, get_language() or phrase.LANGUAGES[0]))

    @property
    def link(self) -> str:
        """The address with the code behind its #: no server and no log sees it."""
        return f"{self.enter}#{self.code.replace('-', '')}"

    @property
    def picture(self) -> str:
        """The link as a square to scan: the address of an SVG picture, for an img."""
        return segno.make(self.link, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")
