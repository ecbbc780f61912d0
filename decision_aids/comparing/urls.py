"""The addresses of what two people compare: nothing that tells the subject."""

from django.urls import path, re_path

from decision_aids.comparing import views

app_name = "comparing"
urlpatterns = [
    path("", views.show_all, name="list"),
    path("in/", views.enter, name="enter"),
    path("new/<int:number>/", views.choose, name="new"),
    re_path(r"^(?P<short>[0-9a-f]{8})/$", views.show_one, name="one"),
    re_path(r"^(?P<short>[0-9a-f]{8})/agree/$", views.show_and_agree, name="agree"),
    re_path(r"^(?P<short>[0-9a-f]{8})/link/$", views.make_link, name="link"),
    re_path(r"^(?P<short>[0-9a-f]{8})/stop/$", views.stop_comparing, name="stop"),
]
