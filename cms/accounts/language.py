"""Staff see the desk and the pages of their account in the language that they chose."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.base.zones import Zone, zone_of


class StaffLanguageMiddleware:
    """Chooses the language at /desk/ and /accounts/; the Wagtail admin does so by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if zone_of(request.path_info) is not Zone.DESK or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.preferred_language):
            request.LANGUAGE_CODE = translation.get_language()
            return self.get_response(request)


def choose_language(user: User, language: str) -> None:
    """Make `language` the one of the desk, the mails and the Wagtail admin, which keeps its own note of it."""
    user.preferred_language = language
    user.save(update_fields=["preferred_language"])
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save(update_fields=["preferred_language"])


def follow_the_admin(profile: UserProfile) -> None:
    """Take over the language that somebody chose on the account page of the Wagtail admin."""
    if profile.preferred_language:
        User.objects.filter(pk=profile.user_id).update(preferred_language=profile.preferred_language)
