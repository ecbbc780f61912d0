"""What every site has in common; where a machine may differ, the environment says so."""

from pathlib import Path
from zoneinfo import available_timezones

import environ
from django.utils.translation import gettext_lazy as _

from cms.settings.logs import logging_config
from cms.settings.policy import ADMIN_POLICY, CONTENT_SECURITY_POLICY  # noqa: F401 (settings)
from cms.settings.sign_in import *  # noqa: F403 (settings)

# FileAwareEnv: `SECRET_KEY_FILE=/run/secrets/key` stands for `SECRET_KEY=` with what is in that file.
env = environ.FileAwareEnv()

BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = env.path("STATE_DIR", default=str(BASE_DIR / "var"))  # everything that a running site writes
STATE_PATH = Path(str(STATE_DIR))

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None

# --- Apps, one a line, from the top of the house to its ground --------------------------------------

THEME = env("THEME", default="default")

# Apps from elsewhere, such as a package with a kind of exercise: their names, with commas between.
EXTRA_APPS = env.list("EXTRA_APPS", default=[])

# Which kinds of exercise an editor can choose from.
EXERCISE_APPS: list[str] = [
    "decision_aids.exercises.breathing",
    "decision_aids.exercises.choice",
    "decision_aids.exercises.compass",
    "decision_aids.exercises.decision",
    "decision_aids.exercises.dialogue",
    "decision_aids.exercises.diary",
    "decision_aids.exercises.drawing",
    "decision_aids.exercises.feelings",
    "decision_aids.exercises.future",
    "decision_aids.exercises.grid",
    "decision_aids.exercises.leaning",
    "decision_aids.exercises.letter",
    "decision_aids.exercises.lists",
    "decision_aids.exercises.match",
    "decision_aids.exercises.network",
    "decision_aids.exercises.pairwise",
    "decision_aids.exercises.points",
    "decision_aids.exercises.pros_cons",
    "decision_aids.exercises.questions",
    "decision_aids.exercises.quiz",
    "decision_aids.exercises.ranking",
    "decision_aids.exercises.regret",
    "decision_aids.exercises.rows",
    "decision_aids.exercises.safety",
    "decision_aids.exercises.situation",
    "decision_aids.exercises.sort",
    "decision_aids.exercises.sound",
    "decision_aids.exercises.statements",
    "decision_aids.exercises.sure",
    "decision_aids.exercises.thermometer",
    "decision_aids.exercises.tradeoff",
    "decision_aids.exercises.values",
]

DECISION_AID_APPS: list[str] = [
    "decision_aids.desk",
    "decision_aids.comparing",
    "decision_aids.sharing",
    "decision_aids.journeys",
    "decision_aids.spaces",
    "decision_aids.flows",
    *EXERCISE_APPS,
    "decision_aids.exercises",
]

CONTENT_APPS: list[str] = [
    "content.facts",
    "content.directory",
    "content.videos",
    "content.pages",
    "content.blocks",
]

GROUND_APPS = [
    "cms.library",
    "cms.accounts",
    "cms.base",
]

OTHER_APPS = [
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "formtools",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

INSTALLED_APPS = [
    *dict.fromkeys((f"themes.{THEME}", "themes.default")),
    *EXTRA_APPS,
    *DECISION_AID_APPS,
    *CONTENT_APPS,
    *GROUND_APPS,
    *OTHER_APPS,
]

MIDDLEWARE = [
    "cms.base.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.base.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "decision_aids.spaces.after_post.AfterPostMiddleware",
    "cms.base.limits.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.language.StaffLanguageMiddleware",
    "cms.accounts.second_factor.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "decision_aids.flows.approval.ApprovalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "themes" / THEME / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "cms.base.templating.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Where things are kept ---------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{STATE_PATH / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # secure_delete overwrites what is deleted; IMMEDIATE takes the write lock first, so that two
    # writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 5,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
# A new connection for each request would cost more than the rest of the request.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Wrong passwords are counted for all processes together, in a cache that they share.
CACHES["lockout"] = CACHES["default"]
if "CACHE_URL" not in env:
    CACHES["lockout"] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_lockout",  # the table of cms.accounts.models.Lockout
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
# Pages of hers that answer a form wait here, sealed, until she is led to them. All processes share it.
CACHES["aside"] = CACHES["default"]
if "CACHE_URL" not in env:
    CACHES["aside"] = {
        "BACKEND": "cms.base.passing.PassingCache",
        "LOCATION": str(STATE_PATH.absolute() / "aside"),
        "TIMEOUT": 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = STATE_PATH / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_PATH / "media"
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)  # in production the proxy does it
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "themes.default.storage.ThemeStaticFilesStorage"},
}

# --- What may come in --------------------------------------------------------------------------------

VISITOR_UPLOAD_MAX_SIZE = 256 * 1024  # a form of hers without a recording
ATTACHMENT_LIMITS = {  # bytes: one drawing, one sound, all of one space, and a step that is sent with a sound
    "drawing": 200 * 1024,
    "sound": 2 * 1024 * 1024,
    "space": 10 * 1024 * 1024,
    "request": 8 * 1024 * 1024,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # an editor sends a whole decision aid at once,
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40_000  # every block of it as some five fields
FILE_UPLOAD_HANDLERS = ["cms.base.limits.MemoryOnlyUploadHandler"]  # never by way of /tmp
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

# --- Staff: who they are and how they sign in --------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=True)

SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = False  # the Wagtail admin reads it
CSRF_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Visitors: the space and the desk ----------------------------------------------------------------

SPACE_COOKIE_SECURE = True
SPACE_COOKIE_NAME = "__Host-s"
READER_COOKIE_SECURE = True
READER_COOKIE_NAME = "__Host-r"
DESK_COOKIE_SECURE = True
DESK_COOKIE_NAME = "__Host-d"
GATE_DIR = STATE_PATH / "gate"  # lock files: how many may stretch a phrase at once on this machine
EXIT_ADDRESS = env("EXIT_ADDRESS", default="https://www.wikipedia.org/")

# --- Headers -----------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would break the check of where a form came from
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "others"]  # ours; what extensions leave in English
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation goes live when a person says so
TIME_ZONE = env("TIME_ZONE", default="Europe/Brussels")
USE_TZ = True

# --- Wagtail -----------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env("SITE_NAME", default="Vrijuit")
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # signing in, and all that belongs to it, is under /accounts/
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})  # no browser knows that name
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "library.Image"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "library.Document"
WAGTAILDOCS_EXTENSIONS = ["docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "library.Media",
    "MEDIA_FORM_BASE": "cms.library.forms.MediaForm",
    "AUDIO_EXTENSIONS": ["m4a", "mp3", "ogg"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
TAGGIT_CASE_INSENSITIVE = True

# --- Mail --------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ADMINS: list[tuple[str, str]] = []  # errors are never mailed: a mail would carry what somebody wrote
MANAGERS: list[tuple[str, str]] = []

# --- Logs and error reports: nothing that tells who somebody is or what she wrote -------------------

LOGGING = logging_config(env("LOG_LEVEL", default="WARNING"))
DEFAULT_EXCEPTION_REPORTER = "cms.base.logs.PlainReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "cms.base.logs.EmptyFilter"
CSRF_FAILURE_VIEW = "cms.base.errors.forbidden_form"
