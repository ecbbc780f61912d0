"""Names the release that this process runs: what it kept under another name is not to be trusted."""

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings

TELLING = {".py", ".html", ".mo"}  # what a page is made of, besides what is in the database


def release_mark() -> str:
    """Give a short name that changes with any of our own code, templates, translations or collected files.

    Reads only sizes and times: about a thousand looks at the disk.
    """
    told = hashlib.blake2b(digest_size=8)
    for line in sorted(_files()):
        told.update(line.encode())
    return told.hexdigest()


@functools.cache
def this_release() -> str:
    """Give the mark of the release that this process began with; looks at the disk once."""
    return release_mark()


def _files() -> Iterator[str]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    folders = {Path(config.path) for config in apps.get_app_configs() if settings.BASE_DIR in Path(config.path).parents}
    folders |= {Path(folder) for engine in settings.TEMPLATES for folder in engine["DIRS"]}
    folders |= {Path(folder) for folder in settings.LOCALE_PATHS}
    paths = {path for folder in folders for path in folder.rglob("*") if path.suffix in TELLING}
    for path in {*paths, manifest}:
        if path.exists():
            state = path.stat()
            yield f"{path} {state.st_size} {state.st_mtime_ns}"
