"""A site for real people: https only, secrets from the environment or from files it names."""

from cms.settings.base import *  # noqa: F403 (a settings module is its base and what differs)
from cms.settings.base import env

SECRET_KEY = env("SECRET_KEY")
VAULT_PEPPER = bytes.fromhex(env("VAULT_PEPPER").strip())  # 32 bytes as 64 hex figures
VAULT_SALT = bytes.fromhex(env("VAULT_SALT").strip())  # 16 bytes as 32 hex figures
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env("BASE_URL")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

SESSION_COOKIE_NAME = "__Host-a"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-c"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
