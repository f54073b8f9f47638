"""All settings of Tsunagi, read once from the environment (see .env.example)."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.schedule_settings import SCHEDULE
from config.signin_settings import SIGN_IN

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env(
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    ALLOWED_HOSTS=(list, ["localhost", "127.0.0.1", "[::1]"]),
    CSRF_TRUSTED_ORIGINS=(list, []),
    DATABASE_URL=(str, f"sqlite:///{VAR_DIR / 'tsunagi.sqlite3'}"),
    CELERY_BROKER_URL=(str, "filesystem://localhost"),
    QUEUE_DIR=(str, str(VAR_DIR / "queue")),
    EMAIL_URL=(str, "consolemail://"),
    FILES_DIR=(str, str(VAR_DIR / "files")),
    BACKUP_KEY=(str, ""),
    UPLOAD_MAX_MB=(int, 20),
    HOST=(str, "127.0.0.1"),
    PORT=(int, 8000),
    # Plain http is only for the demo on one's own machine.
    INSECURE_HTTP=(bool, False),
    DEMO=(bool, False),
    SECOND_FACTOR_ROLES=(list, []),
    SESSION_IDLE_MINUTES=(int, 60),
    SESSION_HOURS=(int, 12),
    # Proxies whose X-Forwarded-For is believed.
    PROXIES=(list, ["127.0.0.1", "::1"]),
)
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")


def _secret_key() -> str:
    """Return the configured key, or one made once and kept in the git-ignored var/."""
    if key := env("SECRET_KEY"):
        return key
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text()


DEBUG = env("DEBUG")
DEMO = env("DEMO")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env("CSRF_TRUSTED_ORIGINS")
HOST, PORT = env("HOST"), env("PORT")

# Apps and request chain ------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.RoofConfig",
    "reports",
    "monitoring",
    "councils",
    "plans",
    "cases",
    "staffing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    # Outermost, so that static files, redirects to https and refused hosts carry them, too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.PrivacyHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.signin.SignInMiddleware",
    "config.middleware.AccessMiddleware",
    "config.signin.LoginFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.signin.RefusalMiddleware",
    "config.middleware.ProblemMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "config.common.tags",
            ],
        },
    }
]
FORM_RENDERER = "config.common.widgets.WidgetRenderer"

# Database: SQLite with nothing to install, PostgreSQL in production -----------

DATABASES = {"default": env.db("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE is what keeps concurrent writers from failing; see the README's decisions.
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
                "PRAGMA cache_size=-32000;PRAGMA journal_size_limit=67108864;"
            ),
        },
    }
else:
    # A server that is away is noticed soon, and a connection that it dropped is made anew. JIT
    # costs more than it saves here. What config/common/keptplans.py does is not done at 0.
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    quick = {"connect_timeout": 3, "options": "-c jit=off", "prepare_threshold": 1}
    options = quick | DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] = options
    options["prepare_threshold"] = options["prepare_threshold"] or None

# Sign-in ----------------------------------------------------------------------

AUTH_USER_MODEL = "staffing.User"
AUTHENTICATION_BACKENDS = [
    "staffing.backends.LockoutBackend",
    "staffing.backends.StaffBackend",
]
# Roles (staffing.choices.Role, or administrator) that sign in with a code of their phone, too.
SECOND_FACTOR_ROLES = [] if DEMO else env("SECOND_FACTOR_ROLES")
SESSION_COOKIE_AGE = env("SESSION_HOURS") * 3600
SESSION_IDLE_MINUTES = max(env("SESSION_IDLE_MINUTES"), 10)  # the page warns five minutes before
PROXIES = env("PROXIES")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or DEBUG or env("INSECURE_HTTP"))
# A browser takes a __Host- cookie only over https, from this very host, for all its paths.
_COOKIE_PREFIX = "__Host-" if SESSION_COOKIE_SECURE else ""
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}tsunagi_session"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}tsunagi_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
vars().update(SIGN_IN)

# Transport security -------------------------------------------------------------

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SESSION_COOKIE_SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Language and time: Japanese first, English by a person's own setting ------------

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
FILTERS_EMPTY_CHOICE_LABEL = pgettext_lazy("filter", "All")

# Files -----------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILES_DIR = Path(env("FILES_DIR"))
BACKUP_KEY = env("BACKUP_KEY")
UPLOAD_MAX_BYTES = env("UPLOAD_MAX_MB") * 1024 * 1024
ATTACHMENTS_MAX = 300  # of one person
FILE_UPLOAD_HANDLERS = ["config.common.uploads.BoundedUploadHandler"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Background work ---------------------------------------------------------------------

CELERY_BROKER_URL = env("CELERY_BROKER_URL")
QUEUE_DIR = Path(env("QUEUE_DIR"))
CELERY_TIMEZONE = TIME_ZONE
CELERY_ENABLE_UTC = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A save never waits for a broker that is down: the sweep finds the row later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1
if CELERY_BROKER_URL.startswith("filesystem"):
    # kombu reads and writes the same folder; "processed" keeps handled messages only if asked.
    QUEUE_DIR.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR),
        "data_folder_out": str(QUEUE_DIR),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
        "visibility_timeout": 3600,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

# Logs: no query strings, no personal data ------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "config.common.logs.RequestIdFilter"}},
    "formatters": {
        "line": {
            "()": "config.common.logs.OneLineFormatter",
            "format": (
                "{asctime} {levelname} {name} {request_id} user={user_id} view={view} {message}"
            ),
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tsunagi": {"level": "INFO"},
        # Without Django's own handlers: one of them mails what was posted.
        "django": {"handlers": [], "level": "WARNING"},
    },
}
