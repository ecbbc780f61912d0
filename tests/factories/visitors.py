"""A visitor as the tests play her: a browser without JavaScript, that sends what a browser sends."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')


class Browser(Client):
    """A client that goes to the page which a form is answered with, as every browser does."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.status_code == 303:
            cookie = {"HTTP_COOKIE": request["HTTP_COOKIE"]} if "HTTP_COOKIE" in request else {}
            return self.get(response.url, **cookie)
        return response


class Visitor:
    """One browser. `start` an aid, `open` an address, `send` the form of the page that is open."""

    def __init__(self, cookie: str = "", language: str = "nl") -> None:
        self.client = Browser(headers={"sec-fetch-site": "same-origin"})
        self.language = language
        self.page: Any = None
        self.address = ""
        if cookie:
            self.client.cookies["s"] = cookie

    @property
    def cookie(self) -> str:
        """The secret that opens her space; "" when she has none."""
        return self.client.cookies["s"].value if "s" in self.client.cookies else ""

    @property
    def html(self) -> str:
        return self.page.content.decode()

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page that is open."""
        fields = {}
        for tag in HIDDEN.findall(self.html):
            name, value = NAME.search(tag), VALUE.search(tag)
            fields[unescape(name[1])] = unescape(value[1]) if value else ""
        return fields

    def open(self, address: str) -> HttpResponse:
        """Go to an address and follow where it leads."""
        self.page = self.client.get(address, follow=True)
        self._note(address)
        return self.page

    def send(self, data: dict[str, Any] | None = None, *, address: str = "", **more: Any) -> HttpResponse:
        """Send a form from the page that is open: its hidden fields and what is given here."""
        to = address or self.address
        self.page = self.client.post(to, {**self.hidden, **(data or {})}, follow=True, **more)
        self._note(to)
        return self.page

    def start(self, aid: Any) -> HttpResponse:
        """Press the start button of an aid."""
        address = f"/{self.language}/s/start/"
        self.page = self.client.post(address, {"aid": str(aid.translation_key)}, follow=True)
        self._note(address)
        return self.page

    def leave(self) -> HttpResponse:
        """Press the exit button."""
        self.page = self.client.post(f"/{self.language}/s/", {"exit": "1"})
        self._note(f"/{self.language}/s/")
        return self.page

    def _note(self, address: str) -> None:
        chain = getattr(self.page, "redirect_chain", [])
        self.address = chain[-1][0] if chain else address
