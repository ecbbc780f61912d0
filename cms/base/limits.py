"""How much somebody may send at once, and that none of it is written to a temporary file."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.base.errors import error_page
from cms.base.zones import STEP_PATH, Zone, zone_of


class SizeMiddleware:
    """Turns away, before reading it, what is larger than a visitor's longest letter; editors may send more.

    A step of hers that takes a drawing or a sound is sent in parts, and may be larger: so much that what is too large
    for the step itself can still be answered there, with everything else that she filled in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length != "0" and zone_of(request.path_info) is not Zone.ADMIN:
            if not (length.isascii() and length.isdecimal()):
                return error_page(request, 400)
            if int(length) > _most(request):
                return error_page(request, 413)
        return self.get_response(request)


def is_larger_than_words(request: HttpRequest, *, besides: int = 0) -> bool:
    """Whether there is more in the fields of a form than a visitor types, and `besides`; files do not count."""
    typed = sum(len(value) for _name, values in request.POST.lists() for value in values)
    return typed > int(settings.VISITOR_UPLOAD_MAX_SIZE) + besides


def _most(request: HttpRequest) -> int:
    in_parts = request.META.get("CONTENT_TYPE", "").startswith("multipart/form-data")
    if in_parts and STEP_PATH.fullmatch(request.path_info):
        return int(settings.ATTACHMENT_LIMITS["request"])
    return int(settings.VISITOR_UPLOAD_MAX_SIZE)


class MemoryOnlyUploadHandler(MemoryFileUploadHandler):
    """Keeps what editors upload in memory, and says so when it does not fit instead of leaving it out."""

    def handle_raw_input(self, input_data: Any, META: dict[str, Any], content_length: int, *arguments: Any) -> None:  # noqa: N803 (Django's)
        """Refuse the whole request when it is larger than FILE_UPLOAD_MAX_MEMORY_SIZE."""
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The files are larger than FILE_UPLOAD_MAX_MEMORY_SIZE.")
        self.activated = True
