"""Django's settings. What an installation may set comes from the environment: GONGKAI_HOME, GONGKAI_HOSTS,
GONGKAI_DATABASE (postgresql://user:password@host/name), GONGKAI_TODAY (tests and demonstrations), GONGKAI_DEBUG, GONGKAI_PAGES_MB,
GONGKAI_KIOSK_MINUTES;
for messages GONGKAI_SMTP (smtp://user:password@host:port), GONGKAI_MAIL_FROM, GONGKAI_SMS (a gateway's address);
GONGKAI_CLAMD (a virus scanner's socket: /run/clamav/clamd.ctl or host:port)."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from gongkai.project.environment import number
from gongkai.project.home import home, key

PACKAGE = Path(__file__).resolve().parent.parent
GONGKAI_HOME = home()
SECRET_KEY = key("sessions").hex()
JOURNAL_KEY = key("journal")
PAPERS_KEY = key("papers")
GONGKAI_TODAY = os.environ.get("GONGKAI_TODAY", "")
GONGKAI_SMTP = os.environ.get("GONGKAI_SMTP", "")
GONGKAI_SMS = os.environ.get("GONGKAI_SMS", "")
GONGKAI_CLAMD = os.environ.get("GONGKAI_CLAMD", "")
GONGKAI_DATA_LICENCE = os.environ.get(
    "GONGKAI_DATA_LICENCE", "可以自由使用、复制和改编，请注明来源和索引号；引用时请以本网站的原文为准。"
)
GONGKAI_MAIL_FROM = os.environ.get("GONGKAI_MAIL_FROM", "gongkai@localhost")
DEBUG = os.environ.get("GONGKAI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("GONGKAI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(("127.", "local", "[", "test"))
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "django_prose_editor",
    "gongkai.audit",
    "gongkai.outbox",
    "gongkai.files",
    "gongkai.notices",
    "gongkai.search",
    "gongkai.pages",
    "gongkai.agencies",
    "gongkai.publications",
    "gongkai.applications",
    "gongkai.documents",
    "gongkai.supervision",
    "gongkai.annualreports",
    "gongkai.screens",
    "gongkai.portal",
    "gongkai.api",
    "gongkai.backoffice",
    "gongkai.jobs",
]
MIDDLEWARE = [
    "gongkai.screens.unfit.WithoutNul",
    "django.middleware.security.SecurityMiddleware",
    "gongkai.api.errors.OpenData",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "gongkai.screens.errors.TranslateRefusals",
]
ROOT_URLCONF = "gongkai.project.urls"
WSGI_APPLICATION = "gongkai.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "gongkai.screens.context.reader",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "gongkai.screens.templatetags.writing"],
        },
    }
]


def _database() -> dict[str, object]:
    address = os.environ.get("GONGKAI_DATABASE", "")
    if address:
        parts = urlsplit(address)
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            # Compiling a statement, or starting processes for it, takes longer than any of ours takes.
            "OPTIONS": {"options": "-c jit=off -c max_parallel_workers_per_gather=0"},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": GONGKAI_HOME / "gongkai.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "agencies.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "backoffice/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_URL = "backoffice:sign_in"
LOGIN_REDIRECT_URL = "backoffice:today"
LOGOUT_REDIRECT_URL = "portal:home"
CSRF_FAILURE_VIEW = "gongkai.screens.errors.csrf_failed"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("GONGKAI_HTTPS") == "1"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
KIOSK_MINUTES = number(
    "GONGKAI_KIOSK_MINUTES", 2, least=0.1, most=1440
)  # untouched, a kiosk goes back to its first page
PAGES_MEMORY = int(number("GONGKAI_PAGES_MB", 16, least=1, most=4096) * 1024 * 1024)  # rendered pages in each worker
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # without files; files have their own limit, checked with a message
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = GONGKAI_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GONGKAI_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
