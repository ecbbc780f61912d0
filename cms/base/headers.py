"""Tells browsers what a page may do, who may frame it, and whether it may be kept: for every answer, errors included."""

from collections.abc import Callable

from csp.constants import HEADER, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.base.zones import Zone, zone_of

POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-create",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "xr-spatial-tracking",
)  # fmt: skip
KEPT_BY_US = {"fullscreen": "(self)", "picture-in-picture": "(self)"}  # a video may fill the screen
KEPT_BY_STAFF = {
    **KEPT_BY_US,
    "publickey-credentials-create": "(self)",
    "publickey-credentials-get": "(self)",
}  # passkeys

# What a view may ask for, by putting it in its answer: a sealed file that runs nothing, a step that records a sound.
NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
MICROPHONE = "microphone=(self)"

NO_STORE = "no-store"
CHECK_FIRST = "no-cache"
AN_HOUR = "max-age=3600"


class HeadersMiddleware:
    """Writes the headers of the zone that an address lies in.

    The answer inside a preview went through here before, at the address of the page that it shows; it may
    only be framed by the Wagtail admin, from which it is asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.strict = build_policy()
        self.previewed = build_policy(replace={"frame-ancestors": [SELF]})
        self.admin = build_policy(replace=settings.ADMIN_POLICY)
        self.powers = _powers(KEPT_BY_US)
        self.recording = _powers({**KEPT_BY_US, "microphone": "(self)"})
        self.staff_powers = _powers(KEPT_BY_STAFF)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        zone = zone_of(request.path_info)
        headers = response.headers
        if zone is Zone.ADMIN:
            headers["X-Frame-Options"] = "SAMEORIGIN"
            headers[HEADER] = self.previewed if HEADER in headers else self.admin
        elif headers.get(HEADER) != NOTHING_RUNS:
            headers[HEADER] = self.strict
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if zone is Zone.JOURNEY and headers.get("Permissions-Policy") == MICROPHONE:
            headers["Permissions-Policy"] = self.recording
        else:
            headers["Permissions-Policy"] = self.staff_powers if zone in (Zone.ADMIN, Zone.DESK) else self.powers
        if zone not in (Zone.PUBLIC, Zone.FILES):
            headers["X-Robots-Tag"] = "noindex, noarchive"
            headers["Cache-Control"] = NO_STORE
        elif response.status_code >= 300 and response.status_code != 304:
            headers["Cache-Control"] = NO_STORE
        elif "Cache-Control" not in headers:
            headers["Cache-Control"] = AN_HOUR if zone is Zone.FILES else CHECK_FIRST
        return response


def _powers(kept: dict[str, str]) -> str:
    return ", ".join(f"{power}={kept.get(power, '()')}" for power in POWERS)
