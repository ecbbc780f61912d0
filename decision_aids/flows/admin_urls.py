"""The addresses of our own screens in the admin."""

from django.urls import path

from decision_aids.flows import admin_views as views

app_name = "flows_admin"
urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("<int:page_id>/problems/", views.problems, name="problems"),
]
