"""Our site as gunicorn serves it, with one thing more: a request can ask that this process forgets the pages it kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")

from cms.wsgi import application as handler

FORGET = "HTTP_X_BENCH_FORGET"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the site does."""
    if FORGET in environ:
        handler._middleware_chain.__wrapped__.pages.clear()  # the page cache, the first middleware of all
    return handler(environ, start_response)
