"""Log lines that help the operator and tell nothing about a person.

A line holds when (the day), how bad, which part of the program, and for an error its kind and the places in the code
that it came through. It holds no address, no form, no cookie, no message of an error: those may carry what
somebody wrote or who she is.
"""

import datetime
import json
import logging
import traceback
from typing import Any

from django.conf import settings
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

# What these say is written by us, as fixed words: the values that go with the words are left out.
OWN = ("cms", "content", "decision_aids", "themes", "gunicorn")


def places(error: BaseException) -> list[str]:
    """Give where an error came through, outermost first: file, line and function, never a value."""
    root = f"{settings.BASE_DIR}/"
    return [
        f"{frame.filename.removeprefix(root)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


class PlainFormatter(logging.Formatter):
    """Makes one JSON object a line, of nothing but what is on the list above."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "day": datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC).date().isoformat(),
            "level": record.levelname,
            "part": record.name,
        }
        if record.name.split(".")[0] in OWN and isinstance(record.msg, str):
            line["event"] = record.msg
        if status := getattr(record, "status_code", None):
            line["status"] = status
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            line["view"] = match.view_name
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["places"] = places(record.exc_info[1])
        return json.dumps(line)


class EmptyFilter(SafeExceptionReporterFilter):
    """Lets no setting, form, cookie, header or variable into a report."""

    def is_active(self, request: Any) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: Any) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: Any) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: Any) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> list[tuple[str, Any]]:
        return []


class PlainReporter(ExceptionReporter):
    """Reports an error as its kind and the places that it came through."""

    def get_traceback_text(self) -> str:
        name = getattr(self.exc_type, "__name__", "Error")
        return "\n".join([name, *(places(self.exc_value) if self.exc_value else [])])

    def get_traceback_html(self) -> str:
        return f"<pre>{self.get_traceback_text()}</pre>"
