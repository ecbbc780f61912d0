"""The addresses of journeys: a number and a piece of an id, nothing that tells the subject."""

from django.urls import path, re_path

from decision_aids.journeys import views
from decision_aids.journeys.attachments import show_attachment
from decision_aids.journeys.wizard import show_step

app_name = "journeys"
urlpatterns = [
    re_path(r"^(?P<number>[0-9]{1,4})/(?P<step>[0-9a-f]{8})/$", show_step, name="step"),
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("<int:number>/", views.overview, name="overview"),
    path("<int:number>/newer/", views.newer, name="newer"),
    path("<int:number>/read/", views.read_back, name="read"),
    path("<int:number>/read/pdf/", views.read_back_pdf, name="pdf"),
    re_path(r"^(?P<number>[0-9]{1,4})/a/(?P<short>[0-9a-f]{8})/$", show_attachment, name="attachment"),
]
