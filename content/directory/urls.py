"""The address of the search."""

from django.urls import path

from content.directory.views import search

app_name = "directory"
urlpatterns = [path("find/", search, name="search")]
