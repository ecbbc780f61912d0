"""The addresses of pages: Wagtail's own, with a quicker way to a page."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from content.pages.routing import serve_page

SERVE = "wagtail_serve"

urlpatterns = [
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != SERVE),
    re_path(wagtail_urls.serve_pattern, serve_page, name=SERVE),
]
