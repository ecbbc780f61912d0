"""System checks: silent on settings that keep people safe, loud on each that does not."""

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core.checks import run_checks

SOUND = {
    "VAULT_PEPPER": secrets.token_bytes(32),
    "VAULT_SALT": secrets.token_bytes(16),
    "SPACE_COOKIE_NAME": "__Host-s",
    "SPACE_COOKIE_SECURE": True,
    "READER_COOKIE_NAME": "__Host-r",
    "READER_COOKIE_SECURE": True,
    "DESK_COOKIE_NAME": "__Host-d",
    "DESK_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-a",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-c",
    "CSRF_COOKIE_SECURE": True,
    "STAFF_SECOND_FACTOR_REQUIRED": True,
    "PASSWORD_HASHERS": ["cms.accounts.hashers.StaffPasswordHasher"],
}


def found():
    return [
        message.id
        for message in run_checks(tags=["security"], include_deployment_checks=True)
        if message.id.startswith("vrijuit")
    ]


@pytest.fixture
def sound(settings):
    """The settings of a site for real people."""
    for name, value in SOUND.items():
        setattr(settings, name, value)
    return settings


def test_sound_settings_raise_nothing(sound):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "MIDDLEWARE",
            [entry for entry in project.MIDDLEWARE if not entry.endswith("HeadersMiddleware")],
            "vrijuit.E001",
        ),
        ("MIDDLEWARE", list(reversed(project.MIDDLEWARE)), "vrijuit.E008"),
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", "//www.gravatar.com/avatar", "vrijuit.E004"),
        ("WAGTAIL_ENABLE_UPDATE_CHECK", True, "vrijuit.E005"),
        ("WAGTAIL_ENABLE_WHATS_NEW_BANNER", True, "vrijuit.E005"),
        ("ADMINS", [("A", "a@example.org")], "vrijuit.E006"),
        ("MANAGERS", [("A", "a@example.org")], "vrijuit.E006"),
        ("FILE_UPLOAD_HANDLERS", ["django.core.files.uploadhandler.TemporaryFileUploadHandler"], "vrijuit.E007"),
        ("DEFAULT_EXCEPTION_REPORTER_FILTER", "django.views.debug.SafeExceptionReporterFilter", "vrijuit.E010"),
        ("VAULT_PEPPER", b"", "vrijuit.E011"),
        ("VAULT_PEPPER", bytes(32), "vrijuit.E012"),
        ("VAULT_SALT", bytes(range(16)), "vrijuit.E012"),
        ("SPACE_COOKIE_NAME", "s", "vrijuit.E013"),
        ("READER_COOKIE_NAME", "r", "vrijuit.E013"),
        ("DESK_COOKIE_SECURE", False, "vrijuit.E013"),
        ("SESSION_COOKIE_NAME", "staff", "vrijuit.E013"),
        ("STAFF_SECOND_FACTOR_REQUIRED", False, "vrijuit.E014"),
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "vrijuit.E015"),
    ],
)
def test_setting_that_leaves_people_open_is_named(sound, name, value, expected):
    setattr(sound, name, value)

    assert set(found()) == {expected}


@pytest.mark.parametrize(
    ("directive", "sources", "expected"),
    [
        ("default-src", ["'self'"], {"vrijuit.E002"}),
        ("frame-ancestors", ["'self'"], {"vrijuit.E002"}),
        ("script-src", ["'self'", "'unsafe-inline'"], {"vrijuit.E003"}),
        ("img-src", ["*"], {"vrijuit.E003"}),
        ("connect-src", ["https://example.org"], {"vrijuit.E003"}),
    ],
)
def test_policy_that_allows_more_is_named(sound, directive, sources, expected):
    directives = {**project.CONTENT_SECURITY_POLICY["DIRECTIVES"], directive: sources}
    sound.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}

    assert set(found()) == expected


def production(tmp_path, **changed):
    """Run the check of a deployment in a process of its own, with secrets in files."""
    files = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "VAULT_PEPPER": secrets.token_hex(32),
        "VAULT_SALT": secrets.token_hex(16),
    }
    environment = {
        "PATH": os.environ["PATH"],
        "STATE_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ALLOWED_HOSTS": "help.example.org",
        "BASE_URL": "https://help.example.org",
    }
    for name, value in files.items():
        (tmp_path / name).write_text(value + "\n")
        environment[f"{name}_FILE"] = str(tmp_path / name)
    environment.update(changed)
    command = [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=project.BASE_DIR, env=environment, capture_output=True, text=True)


def test_production_settings_pass_the_check_of_a_deployment(tmp_path):
    done = production(tmp_path)

    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_production_without_a_second_factor_does_not_pass(tmp_path):
    done = production(tmp_path, STAFF_SECOND_FACTOR_REQUIRED="off")

    assert done.returncode == 1
    assert "vrijuit.E014" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "VAULT_PEPPER", "VAULT_SALT"])
def test_production_does_not_start_without_its_secrets(tmp_path, name):
    done = production(tmp_path, **{f"{name}_FILE": ""})

    assert done.returncode != 0
    assert name in done.stderr
