"""The addresses of our own screens in the admin."""

from django.urls import path

from decision_aids.flows import admin_packages, admin_screens, admin_views

app_name = "flows_admin"
urlpatterns = [
    path("", admin_screens.AidsView.as_view(), name="aids"),
    path("sources/", admin_views.sources, name="sources"),
    path("load/", admin_packages.LoadPackageView.as_view(), name="load"),
    path("<int:page_id>/problems/", admin_views.problems, name="problems"),
    path("<int:page_id>/map/", admin_screens.MapView.as_view(), name="map"),
    path("<int:page_id>/download/", admin_packages.download_package, name="download"),
    path("<int:page_id>/versions/", admin_screens.VersionsView.as_view(), name="versions"),
    path("<int:page_id>/versions/<int:number>/withdraw/", admin_screens.WithdrawView.as_view(), name="withdraw"),
]
