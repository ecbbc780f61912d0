"""Addresses under /accounts/: signing in and out, passwords, second factors."""

from django.urls import include, path

from cms.accounts import views

urlpatterns = [
    path("after/", views.after_sign_in, name="after_sign_in"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
