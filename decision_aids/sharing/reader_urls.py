"""The addresses of those who read along. They say nothing of what it is about, nor of whom."""

from django.urls import path, re_path

from decision_aids.sharing import plan_views, reader_views

app_name = "reading"
urlpatterns = [
    path("", reader_views.enter, name="enter"),
    path("read/", reader_views.read, name="read"),
    re_path(r"^plan/(?P<part>[0-9a-f]{8})/$", plan_views.show_given_part, name="part"),
    re_path(r"^read/a/(?P<attachment>[0-9a-f]{8})/$", reader_views.show_attachment, name="attachment"),
]
