"""The pages of a site."""

from content.pages.home import HomePage
from content.pages.index import IndexPage
from content.pages.resource import ResourcePage
from content.pages.story import StoryPage

__all__ = ["HomePage", "IndexPage", "ResourcePage", "StoryPage"]
