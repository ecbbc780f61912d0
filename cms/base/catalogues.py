"""Compiles the translations, which the repository keeps as text only."""

from pathlib import Path

import polib
from django.conf import settings

ROOMS = ("cms", "content", "decision_aids", "themes", "locale")


def stale_catalogues() -> list[Path]:
    """Give the text catalogues that have no compiled one, or an older one, beside them."""
    paths = [path for room in ROOMS for path in sorted((settings.BASE_DIR / room).rglob("*.po"))]
    return [path for path in paths if not _is_fresh(path)]


def compile_catalogue(path: Path) -> None:
    """Write the compiled catalogue beside `path`; entries marked fuzzy stay out."""
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def _is_fresh(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime
