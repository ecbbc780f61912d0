"""Finds every text for people in the code and the templates, and brings the text catalogues up to date with it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("cms", "content", "decision_aids", "themes")
LANGUAGES = ("nl", "fr")
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)
WIDTH = 120


def extract() -> polib.POFile:
    """Give every message that the project holds, without translations, with the files in which it stands.

    Django's makemessages leaves its working files beside the templates while it runs; this writes them elsewhere,
    so that a test may look while somebody works. Raises RuntimeError with what xgettext says when it refuses.
    """
    with TemporaryDirectory() as place:
        names = sorted([*_modules(), *_templates_as_code(Path(place))])
        found = subprocess.run(  # noqa: S603 (a fixed program, our own file names)
            [  # noqa: S607 (gettext stands in the path of whoever translates)
                "xgettext",
                "--language=Python",
                "--from-code=UTF-8",
                "--add-comments=Translators",
                "--add-location=file",
                *(f"--keyword={keyword}" for keyword in KEYWORDS),
                f"--directory={place}",
                f"--directory={settings.BASE_DIR}",
                "--files-from=-",
                "--output=-",
            ],
            input="\n".join(names),
            capture_output=True,
            text=True,
            check=False,
        )
    if found.returncode:
        raise RuntimeError(found.stderr)
    return polib.pofile(found.stdout.replace("charset=CHARSET", "charset=UTF-8"), wrapwidth=WIDTH)


def catalogue_path(language: str) -> Path:
    """Say where the catalogue of a language lies."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def load_catalogue(language: str) -> polib.POFile:
    """Read the catalogue of a language as it stands in the repository."""
    return polib.pofile(str(catalogue_path(language)), wrapwidth=WIDTH)


def refresh_catalogue(language: str, found: polib.POFile) -> tuple[list[str], list[str]]:
    """Add what is new to a catalogue, take out what is gone, and write it. Give the new and the gone messages.

    Nothing is guessed: a sentence that changed is a new one, because a translation that nearly fits is worse than none.
    """
    catalogue = load_catalogue(language)
    before = {key_of(entry) for entry in catalogue if not entry.obsolete}
    places = {key_of(entry): place for place, entry in enumerate(found)}
    catalogue.merge(found)
    kept = [entry for entry in catalogue if key_of(entry) in places]
    catalogue[:] = sorted(kept, key=lambda entry: places[key_of(entry)])
    catalogue.save()
    return [key[1] for key in sorted(places.keys() - before)], [key[1] for key in sorted(before - places.keys())]


def key_of(entry: polib.POEntry) -> tuple[str, str, str]:
    """Give what tells one message from another: its context, its text, its plural."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _modules() -> Iterator[str]:
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield str(path.relative_to(settings.BASE_DIR))


def _templates_as_code(place: Path) -> Iterator[str]:
    """Write each template in the form that xgettext reads, under its own name in `place`."""
    for room in ROOMS:
        for kind in ("html", "txt", "xml"):
            for path in (settings.BASE_DIR / room).rglob(f"templates/**/*.{kind}"):
                name = str(path.relative_to(settings.BASE_DIR))
                copy = place / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(templatize(path.read_text(encoding="utf-8"), origin=name), encoding="utf-8")
                yield name
