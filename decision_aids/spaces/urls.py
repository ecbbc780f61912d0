"""The addresses of a space itself. They say nothing of what it is about."""

from django.urls import path

from decision_aids.spaces import views

app_name = "spaces"
urlpatterns = [
    path("return/", views.return_to_space, name="return"),
    path("keep/", views.keep, name="keep"),
    path("keep/words/", views.give_words, name="words"),
    path("keep/days/", views.choose_days, name="days"),
    path("keep/devices/", views.end_devices, name="devices"),
    path("keep/delete/", views.delete_everything, name="delete"),
    path("closed/", views.closed, name="closed"),
]
