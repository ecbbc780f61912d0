"""Log lines and error reports: what they say, and all that they leave out."""

import io
import json
import logging
import sys

import pytest
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from cms.base.logs import PlainFormatter

CANARY = "canary-4711"


@pytest.fixture
def lines():
    """What is written to the log while the test runs, one object a line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_failing_view_logs_its_kind_and_place_and_nothing_that_was_sent(client, settings, lines):
    settings.ROOT_URLCONF = "tests.cms.base.test_errors"
    client.raise_request_exception = False

    client.get(
        "/nl/fail/500/", {"q": CANARY}, HTTP_USER_AGENT=CANARY, HTTP_COOKIE=f"s={CANARY}", REMOTE_ADDR="203.0.113.7"
    )
    (line,) = lines()

    assert CANARY not in json.dumps(line)
    assert "203.0.113.7" not in json.dumps(line)
    assert "/nl/fail" not in json.dumps(line)
    assert {key: line[key] for key in ("level", "part", "status", "error")} == {
        "level": "ERROR", "part": "django.request", "status": 500, "error": "ValueError",
    }  # fmt: skip
    assert line["places"][-1].startswith("tests/cms/base/test_errors.py:")
    assert set(line) == {"day", "level", "part", "status", "error", "places"} | ({"view"} & set(line))


def test_own_words_are_logged_without_their_values_and_words_of_others_not_at_all(lines):
    logging.getLogger("cms.anything").error("Could not open %s", CANARY)
    logging.getLogger("somebody.else").error("Could not open " + CANARY)

    own, other = lines()

    assert (own["event"], CANARY in json.dumps(own)) == ("Could not open %s", False)
    assert set(other) == {"day", "level", "part"}


def test_line_says_the_day_and_no_finer_time(lines):
    logging.getLogger("cms.anything").error("Something")

    (line,) = lines()

    assert len(line["day"]) == len("2026-11-22")
    assert ":" not in json.dumps(line["day"])


def test_error_report_holds_no_value_at_all():
    request = RequestFactory().post("/nl/", {"text": CANARY}, HTTP_COOKIE=f"s={CANARY}", REMOTE_ADDR="203.0.113.7")
    try:
        written = CANARY
        raise ValueError(written)
    except ValueError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())

    for report in (
        reporter.get_traceback_text(),
        reporter.get_traceback_html(),
        str(get_exception_reporter_filter(request).get_safe_settings()),
    ):
        assert CANARY not in report
        assert "203.0.113.7" not in report
    assert "ValueError" in reporter.get_traceback_text()


def test_nobody_is_mailed_about_errors(settings):
    assert (settings.ADMINS, settings.MANAGERS) == ([], [])
    handlers = [
        handler
        for name in ("", "django", "django.request", "django.security")
        for handler in logging.getLogger(name).handlers
    ]
    assert not [handler for handler in handlers if "mail" in type(handler).__name__.lower()]
