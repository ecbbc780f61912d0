"""Helplines, organisations, and the page that lists organisations."""

from content.directory.helplines import Helpline
from content.directory.organisations import Organisation
from content.directory.pages import DirectoryPage

__all__ = ["DirectoryPage", "Helpline", "Organisation"]
