"""The addresses of her rooms."""

from django.urls import path, re_path

from decision_aids.sharing import (
    appointment_views,
    attachment_views,
    invited_views,
    inviting,
    paper,
    plan_views,
    referral_views,
    reminder_views,
    views,
    wishes_views,
)

app_name = "sharing"
urlpatterns = [
    path("", views.show_rooms, name="list"),
    path("new/<int:number>/", views.ask, name="ask"),
    re_path(r"^(?P<short>[0-9a-f]{8})/$", views.show_room, name="room"),
    re_path(r"^(?P<short>[0-9a-f]{8})/change/$", views.change, name="change"),
    re_path(r"^(?P<short>[0-9a-f]{8})/wishes/$", wishes_views.wishes, name="wishes"),
    re_path(r"^(?P<short>[0-9a-f]{8})/mail/$", reminder_views.mail, name="mail"),
    re_path(r"^(?P<short>[0-9a-f]{8})/appointment/$", appointment_views.appointment, name="appointment"),
    re_path(
        r"^(?P<short>[0-9a-f]{8})/appointment/(?P<slot>[0-9a-f]{16})/$", appointment_views.calendar, name="calendar"
    ),
    path("begin/", invited_views.begin, name="begin"),
    re_path(r"^(?P<short>[0-9a-f]{8})/paper/$", paper.allow_paper, name="paper"),
    re_path(r"^(?P<short>[0-9a-f]{8})/team/$", referral_views.other_team, name="other_team"),
    re_path(r"^(?P<short>[0-9a-f]{8})/team/(?P<team>[0-9]{1,9})/stop/$", referral_views.stop_team, name="stop_team"),
    re_path(r"^(?P<short>[0-9a-f]{8})/plan/$", plan_views.show_plan, name="plan"),
    re_path(r"^(?P<short>[0-9a-f]{8})/plan/(?P<part>[0-9a-f]{8})/$", plan_views.show_part, name="part"),
    path("with/<int:number>/", inviting.invite_person, name="invite"),
    re_path(r"^(?P<short>[0-9a-f]{8})/readers/$", inviting.show_readers, name="readers"),
    re_path(r"^(?P<short>[0-9a-f]{8})/readers/(?P<who>[0-9a-f]{8})/$", inviting.show_reader, name="reader"),
    re_path(
        r"^(?P<short>[0-9a-f]{8})/a/(?P<attachment>[0-9a-f]{8})/$", attachment_views.show_attachment, name="attachment"
    ),
    re_path(r"^(?P<short>[0-9a-f]{8})/withdraw/$", views.withdraw, name="withdraw"),
]
