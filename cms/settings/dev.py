"""The demo on one's own machine: plain http, SQLite and secrets in var/, mail kept as files."""

from cms.settings.base import *  # noqa: F403 (a settings module is its base and what differs)
from cms.settings.base import INSTALLED_APPS, STATE_PATH, STORAGES, env
from cms.settings.secret_files import read_or_make

INSTALLED_APPS = ["cms.demo", *INSTALLED_APPS]

STATE_PATH.mkdir(parents=True, exist_ok=True)
SECRETS_PATH = STATE_PATH / "secrets"
SECRET_KEY = read_or_make(SECRETS_PATH, "secret-key", 48)
VAULT_PEPPER = bytes.fromhex(read_or_make(SECRETS_PATH, "vault-pepper", 32))
VAULT_SALT = bytes.fromhex(read_or_make(SECRETS_PATH, "vault-salt", 16))

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SERVE_MEDIA = True
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{env('PORT', default='8000')}"

# Plain http: no cookie could have `__Host-` and Secure.
SPACE_COOKIE_SECURE = False
SPACE_COOKIE_NAME = "s"
READER_COOKIE_SECURE = False
READER_COOKIE_NAME = "r"
DESK_COOKIE_SECURE = False
DESK_COOKIE_NAME = "d"
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(STATE_PATH / "mail")

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# `make demo` collects the static files and says so; without that they are served from where they lie.
STATIC_COLLECTED = env.bool("STATIC_COLLECTED", default=False)
STORAGES["staticfiles"] = {
    "BACKEND": "cms.demo.storage.QuickStaticFilesStorage"
    if STATIC_COLLECTED
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not STATIC_COLLECTED
