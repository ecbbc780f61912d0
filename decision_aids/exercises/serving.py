"""An attachment on its way to a browser: a file that can be seen or heard, and do nothing else."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from cms.base.headers import NOTHING_RUNS
from decision_aids.exercises.attachments import SERVED, Reference
from decision_aids.exercises.registry import registry

PIECE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
NEUTRAL_NAME = 'attachment; filename="document"'


def serve_attachment(request: HttpRequest, kind: str, reference: Reference, content: bytes) -> HttpResponse:
    """What her browser gets. A type that we do not know goes out as plain bytes.

    The name tells nothing, and the policy lets the file load and run nothing when somebody opens it by itself. Players
    of some phones ask for a piece at a time.
    """
    found = registry.get(kind)
    if found is not None:
        media, content = found.serve(reference, content)
    if found is None or media not in SERVED:
        media = "application/octet-stream"
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # GZipMiddleware would squeeze a piece, and no player could use it
    response = _piece_of(request, content) or HttpResponse(content)
    response.headers["Content-Type"] = media
    response.headers["Content-Disposition"] = NEUTRAL_NAME
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    return response


def _piece_of(request: HttpRequest, content: bytes) -> HttpResponse | None:
    """The piece that was asked for, or None for the whole."""
    asked = PIECE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return None
    first, last = asked.groups()
    whole = len(content)
    begin = int(first) if first else max(0, whole - int(last))
    end = min(int(last), whole - 1) if first and last else whole - 1
    if begin > end:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{whole}"
        return response
    response = HttpResponse(content[begin : end + 1], status=206)
    response.headers["Content-Range"] = f"bytes {begin}-{end}/{whole}"
    return response
