"""What the tests run under: quick password hashing, nothing kept, nothing sent."""

import os
import tempfile

if "STATE_DIR" not in os.environ:
    _state = tempfile.TemporaryDirectory(prefix="vrijuit-test-")  # gone when this process ends
    os.environ["STATE_DIR"] = _state.name

from cms.settings.base import *  # noqa: F403 (a settings module is its base; STATE_DIR goes first)
from cms.settings.base import DATABASES, STATE_PATH

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(STATE_PATH / "test.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {}

SECRET_KEY = "only for tests, where nothing is worth hiding 0123456789"
VAULT_PEPPER = bytes(range(32))
VAULT_SALT = bytes(range(16))

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SERVE_MEDIA = True
WAGTAILADMIN_BASE_URL = "http://testserver"

SPACE_COOKIE_SECURE = False
SPACE_COOKIE_NAME = "s"
READER_COOKIE_SECURE = False
READER_COOKIE_NAME = "r"
DESK_COOKIE_SECURE = False
DESK_COOKIE_NAME = "d"
STAFF_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
