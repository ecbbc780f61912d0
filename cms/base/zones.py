"""The parts of the site that differ in what a browser may do with their pages, told apart by address alone."""

import re
from enum import Enum


class Zone(Enum):
    """A part of the site, from the outside in."""

    PUBLIC = "public"  # what everyone may see, the same for all
    FILES = "files"  # pictures, style sheets, downloads
    JOURNEY = "journey"  # a visitor's own space
    DESK = "desk"  # where helpers work and staff sign in
    ADMIN = "admin"  # the Wagtail admin
    WATCH = "watch"  # what only machines that watch over the site ask for


JOURNEY_PATH = re.compile(r"/[a-z]{2}(-[a-z]+)?/s/", re.IGNORECASE)
STEP_PATH = re.compile(r"/[a-z]{2}(-[a-z]+)?/s/[0-9]{1,4}/[0-9a-f]{8}/", re.IGNORECASE)  # a screen of a journey
ZONE_OF_PREFIX = {
    "admin": Zone.ADMIN,
    "desk": Zone.DESK,
    "accounts": Zone.DESK,
    "documents": Zone.FILES,
    "media": Zone.FILES,
    "static": Zone.FILES,
    "livez": Zone.WATCH,
    "readyz": Zone.WATCH,
}


def zone_of(path: str) -> Zone:
    """Give the zone in which `path` lies."""
    if JOURNEY_PATH.match(path):
        return Zone.JOURNEY
    return ZONE_OF_PREFIX.get(path[1:].split("/", 1)[0], Zone.PUBLIC)
