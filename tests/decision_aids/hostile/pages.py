"""What is sent to do harm, and what each answer to it has to be."""

from __future__ import annotations

import re
from typing import Any

from tests.factories.visitors import Visitor

KEPT_LETTER = "Deze brief staat er al"
MARK = "canarie7531"
LONG = MARK + " x" * 500_000
BIDI = f"{MARK} \u202etxet\u2066 \u200b \ufeff"
NUL = f"{MARK}\x00\x00 en \x07\x1b[31m"
SCRIPT = f"{MARK}<script>alert(1)</script><img src=x onerror=alert(1)>{{{{7*7}}}}\"'><svg/onload=alert(1)> javascript:alert(1)"
MARKS = MARK + "\u0301" * 5_000
LINES = f"{MARK}\r\nSet-Cookie: s=x\r\n\r\n\u2028\u2029"
NASTY = {
    "bidi": BIDI,
    "nul": NUL,
    "script": SCRIPT,
    "combining marks": MARKS,
    "line ends": LINES,
    "formula": f"=cmd|{MARK}",
}
BROKEN = {
    "broken encoding": f"{MARK}%ff%fe%ed%a0%80%00".encode(),
    "half an escape": f"{MARK}%".encode(),
}


def assert_clear_page(response: Any, *statuses: int) -> str:
    """A whole page of ours in Dutch under a neutral title, with a way out and nothing of the program in it."""
    html = response.content.decode()
    asked = (response.request["REQUEST_METHOD"], response.request["PATH_INFO"][:80])
    assert response.status_code in (statuses or (200, 302, 400, 403, 404, 405, 409, 410, 413, 422)), asked
    if response.status_code == 302:
        return html
    assert '<html lang="nl"' in html
    assert "<title>Pagina</title>" in re.sub(r"\s*(</?title>)\s*", r"\1", html)
    assert 'name="exit"' in html
    assert re.search(r"<h1[ >]", html)
    for sign in (
        "Traceback",
        "Exception",
        "Django",
        "django",
        "DEBUG",
        "site-packages",
        "<script>alert",
        "onerror=alert(1)>",
    ):
        assert sign not in html
    assert response.headers["Cache-Control"] == "no-store"
    return html


def assert_nothing_lost(visitor: Visitor) -> None:
    """Her letter still stands there."""
    visitor.open("/nl/s/1/read/")
    assert KEPT_LETTER in visitor.html
