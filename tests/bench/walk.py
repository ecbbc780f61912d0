"""Works through a whole aid over http, as a browser without JavaScript does, to know its steps."""

from __future__ import annotations

import gzip
import re
from html import unescape
from urllib.parse import urlencode

from tests.bench.contender import Contender, Request, path_of

INPUT = re.compile(r"<(?:input|textarea)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')
WORDS = "Ik weet het nog niet goed, maar ik denk erover na."
MOST = 80  # steps; a larger aid is walked so far


def walk(site: Contender, aid: str) -> tuple[str, list[str]]:
    """Begin the aid of that key and answer each step; give the cookie and the addresses of the steps, in order."""
    _, started = site.ask(Request("/nl/s/start/", form=urlencode({"aid": aid})))
    cookie = header(started, "Set-Cookie").partition(";")[0]
    address, steps = path_of(header(started, "Location")), []
    while re.fullmatch(r"/nl/s/\d+/[0-9a-f]{8}/", address) and len(steps) < MOST:
        html = text(site.ask(Request(address, cookie))[1])
        if 'name="offer"' in html:
            site.ask(Request(address, cookie, urlencode({**fields(html), "offer": "without"})))
            html = text(site.ask(Request(address, cookie))[1])
        steps.append(address)
        address = pass_step(site, address, cookie, html)
    return cookie, steps


def pass_step(site: Contender, address: str, cookie: str, html: str) -> str:
    """Answer a step, twice where the first answer brings a reply; give where it leads."""
    given = fields(html)
    for _ in range(2):
        status, answer = site.ask(Request(address, cookie, urlencode({**given, "go": "next"})))
        if status == 302:
            return path_of(header(answer, "Location"))
        if status == 303:  # a reply waits at an address of its own
            _, answer = site.ask(Request(header(answer, "Location"), cookie))
        given = fields(text(answer)) | given
    raise ValueError(f"{address} gave {status}")


def fields(html: str) -> dict[str, str]:
    """What a form on the page would send: hidden fields, the first choice of each, some words in each text."""
    found: dict[str, str] = {}
    form = html.partition("<main")[2]
    for tag in INPUT.findall(form):
        told = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
        kind = "textarea" if tag.startswith("<textarea") else told.get("type", "text")
        if kind in ("hidden", "radio"):
            found.setdefault(told["name"], told.get("value", ""))
        elif kind == "textarea":
            found[told["name"]] = WORDS
    return found


def header(answer: bytes, name: str) -> str:
    """One header of an answer, "" when it is not there."""
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    found = re.search(rf"^{name}: (.*)$", head, re.M | re.I)
    return found[1].strip() if found else ""


def body(answer: bytes) -> bytes:
    """The body as it went over the wire."""
    return answer.partition(b"\r\n\r\n")[2]


def text(answer: bytes) -> str:
    """The body as text."""
    packed = header(answer, "Content-Encoding") == "gzip"
    return (gzip.decompress(body(answer)) if packed else body(answer)).decode()
