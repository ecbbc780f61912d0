"""Media files straight from this process, for the demo and the smallest sites; elsewhere the proxy gives them."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file, or the piece of it that a player asks for: without pieces nobody can move a film on.

    Raises `Http404`, and `SuspiciousFileOperation` for a path out of the folder.
    """
    file = Path(safe_join(settings.MEDIA_ROOT, path))
    if not file.is_file():
        raise Http404
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    found = StaticFile(str(file), [("Content-Type", kind), ("Accept-Ranges", "bytes")])
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # a piece of what was packed on the way is no piece of the file
    return WhiteNoiseMiddleware.serve(found, request)
