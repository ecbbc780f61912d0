"""The addresses of the desk."""

from django.urls import path

from decision_aids.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("setup/", views.setup, name="setup"),
    path("unlock/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
    path("keys/", views.show_keys, name="keys"),
    path("keys/passphrase/", views.new_passphrase, name="passphrase"),
    path("keys/<int:team>/found/", views.found, name="found"),
    path("keys/<int:team>/grant/<int:member>/", views.grant, name="grant"),
    path("<uuid:share>/", views.show_share, name="share"),
    path("<uuid:share>/say/", views.reply, name="reply"),
    path("<uuid:share>/close/", views.close, name="close"),
]
