"""Asks, before the site starts, whether what keeps people safe is still in place."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hashers
from django.core.checks import CheckMessage, Error, Tags, register

STRICT = ("default-src", "base-uri", "frame-ancestors", "object-src")
FIRST = "cms.base.page_cache.PageCacheMiddleware"
HEADERS = "cms.base.headers.HeadersMiddleware"
# The least that OWASP's password cheat sheet takes for Argon2id with one lane: 19 MiB and two passes.
ARGON2_MEMORY, ARGON2_PASSES = 19 * 1024, 2
TELLTALES = ("wagtail.contrib.forms", "wagtail.contrib.search_promotions")


@register(Tags.security)
def check_policy(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Every page must say what a browser may do, and allow nothing inline outside the Wagtail admin."""
    if HEADERS not in settings.MIDDLEWARE:
        yield Error(
            "No page carries a Content-Security-Policy.", hint=f"Put {HEADERS} in MIDDLEWARE.", id="vrijuit.E001"
        )
    directives = settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {})
    for name in STRICT:
        if list(directives.get(name, [])) != ["'none'"]:
            yield Error(f"The policy of the public site must say {name} 'none'.", id="vrijuit.E002")
    for name, sources in directives.items():
        loose = [source for source in sources if "unsafe" in source or "*" in source or "://" in source]
        if loose:
            yield Error(f"The policy of the public site allows {loose} for {name}.", id="vrijuit.E003")


@register(Tags.security)
def check_calls_home(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """The Wagtail admin must not tell other sites who works here."""
    if settings.WAGTAIL_GRAVATAR_PROVIDER_URL is not None:
        yield Error(
            "Addresses of staff go to a picture service.",
            hint="Set WAGTAIL_GRAVATAR_PROVIDER_URL to None.",
            id="vrijuit.E004",
        )
    for name in ("WAGTAIL_ENABLE_UPDATE_CHECK", "WAGTAIL_ENABLE_WHATS_NEW_BANNER"):
        if getattr(settings, name, True):
            yield Error(
                f"{name} makes the browsers of staff call another site.", hint="Set it to False.", id="vrijuit.E005"
            )


@register(Tags.security)
def check_traces(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Nothing that somebody sends may end in a mail, a temporary file or a table in plain text."""
    if settings.ADMINS or settings.MANAGERS:
        yield Error(
            "Errors would be mailed, with what somebody wrote.",
            hint="Leave ADMINS and MANAGERS empty.",
            id="vrijuit.E006",
        )
    if settings.FILE_UPLOAD_HANDLERS != ["cms.base.limits.MemoryOnlyUploadHandler"]:
        yield Error("Uploads may be written to a temporary file.", id="vrijuit.E007")
    if settings.MIDDLEWARE[0] != FIRST:
        yield Error(f"{FIRST} must be the first middleware.", id="vrijuit.E008")
    for app in TELLTALES:
        if app in settings.INSTALLED_APPS:
            yield Error(f"{app} keeps what visitors type in plain text.", id="vrijuit.E009")
    if not settings.DEFAULT_EXCEPTION_REPORTER_FILTER.endswith("EmptyFilter"):
        yield Error("Reports of errors would hold what was sent.", id="vrijuit.E010")


@register(Tags.security, deploy=True)
def check_secrets(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """A site for real people needs secrets of its own, of the right length, and cookies that only https carries."""
    for name, size in (("VAULT_PEPPER", 32), ("VAULT_SALT", 16)):
        secret = getattr(settings, name, b"")
        if len(secret) != size:
            yield Error(f"{name} must be {size} bytes.", id="vrijuit.E011")
        elif len(set(secret)) < size // 3 or secret == bytes(range(size)):
            yield Error(f"{name} is not random.", id="vrijuit.E012")
    for name in ("SPACE_COOKIE", "READER_COOKIE", "DESK_COOKIE", "SESSION_COOKIE", "CSRF_COOKIE"):
        if not getattr(settings, f"{name}_SECURE") or not getattr(settings, f"{name}_NAME").startswith("__Host-"):
            yield Error(f"{name}_NAME must begin with __Host- and {name}_SECURE be True.", id="vrijuit.E013")
    if not settings.STAFF_SECOND_FACTOR_REQUIRED:
        yield Error(
            "Staff can sign in with a password alone.", hint="Set STAFF_SECOND_FACTOR_REQUIRED.", id="vrijuit.E014"
        )


@register(Tags.security, deploy=True)
def check_passwords(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Passwords of staff must be dear to guess."""
    first = get_hashers()[0]
    if (
        not isinstance(first, Argon2PasswordHasher)
        or first.memory_cost < ARGON2_MEMORY
        or first.time_cost < ARGON2_PASSES
    ):
        yield Error("Passwords of staff are kept with too little Argon2id.", id="vrijuit.E015")
