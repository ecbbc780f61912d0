"""The addresses of those who read along. They say nothing of what it is about, nor of whom."""

from django.urls import path

from decision_aids.sharing import reader_views

app_name = "reading"
urlpatterns = [
    path("", reader_views.enter, name="enter"),
    path("read/", reader_views.read, name="read"),
]
