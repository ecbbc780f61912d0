"""The addresses of the desk."""

from django.urls import path

from decision_aids.desk.views import (
    acts,
    appointments,
    attachment,
    entrance,
    inbox,
    keys,
    mail,
    overview,
    plan,
    referring,
    room,
)

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("away/", inbox.away, name="away"),
    path("mail/", mail.mail, name="mail"),
    path("appointments/", appointments.coming, name="appointments"),
    path("overview/", overview.overview, name="overview"),
    path("setup/", entrance.setup, name="setup"),
    path("unlock/", entrance.unlock, name="unlock"),
    path("lock/", entrance.lock, name="lock"),
    path("keys/", keys.show_keys, name="keys"),
    path("keys/passphrase/", entrance.new_passphrase, name="passphrase"),
    path("keys/<int:team>/sheet/", keys.make_sheet, name="sheet"),
    path("keys/<int:team>/renew/", keys.renew, name="renew"),
    path("keys/<int:team>/recover/", keys.recover, name="recover"),
    path("keys/<int:team>/grant/<int:member>/", keys.grant, name="grant"),
    path("<uuid:share>/", room.show_share, name="share"),
    path("<uuid:share>/a/<slug:attachment>/", attachment.show_attachment, name="attachment"),
    path("<uuid:share>/say/", room.reply, name="reply"),
    path("<uuid:share>/draft/", room.draft, name="draft"),
    path("<uuid:share>/claim/", acts.claim, name="claim"),
    path("<uuid:share>/hand/", acts.hand_over, name="hand"),
    path("<uuid:share>/later/", acts.put_off, name="later"),
    path("<uuid:share>/offer/", appointments.offer, name="offer"),
    path("<uuid:share>/cancel/", appointments.cancel, name="cancel"),
    path("<uuid:share>/calendar/<str:slot>/", appointments.calendar, name="calendar"),
    path("<uuid:share>/refer/", referring.refer, name="refer"),
    path("<uuid:share>/refer/back/", referring.take_back, name="refer_back"),
    path("<uuid:share>/plan/<slug:part>/", plan.show_part, name="part"),
    path("<uuid:share>/close/", acts.close, name="close"),
    path("<uuid:share>/reopen/", acts.reopen, name="reopen"),
]
