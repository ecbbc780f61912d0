"""Nobody of the staff gets further than the second-factor page before having a second factor."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from cms.base.zones import Zone, zone_of

# Recovery codes alone are no second factor: they are what is left when the phone is lost.
COUNTED = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Guards /admin/ and /desk/ when STAFF_SECOND_FACTOR_REQUIRED is set.

    Who has a second factor was asked for it while signing in, so having one is enough here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_SECOND_FACTOR_REQUIRED and _guarded(request.path_info):
            user = request.user
            if user.is_authenticated and not is_mfa_enabled(user, types=COUNTED):
                return redirect("mfa_index")
        return self.get_response(request)


def _guarded(path: str) -> bool:
    return zone_of(path) is Zone.ADMIN or (zone_of(path) is Zone.DESK and not path.startswith("/accounts/"))
