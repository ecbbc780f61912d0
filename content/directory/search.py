"""Finding organisations by the words that a visitor types."""

from __future__ import annotations

from django.db.models import Q

from content.directory.models import Organisation

FIELDS = ("name", "what", "for_whom", "first_contact", "address", "regions", "languages", "topics")
LONGEST = 100  # characters
MOST_WORDS = 6
MOST_FOUND = 50


def find_organisations(text: str, language: str) -> list[Organisation]:
    """Give the organisations in which each of the words stands somewhere, in whole or in part; at most fifty.

    Words are looked up as they are, on SQLite and PostgreSQL alike, and kept nowhere.
    """
    words = text.replace("\x00", "")[:LONGEST].split()[:MOST_WORDS]
    if not words:
        return []
    found = Organisation.objects.filter(locale__language_code=language)
    for word in words:
        anywhere = Q()
        for field in FIELDS:
            anywhere |= Q(**{f"{field}__icontains": word})
        found = found.filter(anywhere)
    return list(found[:MOST_FOUND])
