"""Django settings, read from environment variables, which docs/running.md lists. An invalid value prevents the start."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from factcheck.setup import limits
from factcheck.variables import base_url, comma_separated, database, flag, integer, log_level, request_rate, secret_key, time_zone
from factcheck.web.database.connection import pool_options

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = Path(os.environ.get("FACTCHECK_DATA") or BASE_DIR / ".factcheck").resolve()
CAPTURES_ROOT = Path(os.environ.get("FACTCHECK_CAPTURES") or DATA_DIR / "captures").resolve()
DEBUG = flag("FACTCHECK_DEBUG")
TESTING = flag("FACTCHECK_TESTING")
DEMONSTRATION = flag("FACTCHECK_DEMONSTRATION")

SECRET_KEY = secret_key(DATA_DIR)
NEWSROOM_NAME = os.environ.get("FACTCHECK_NEWSROOM", "The Factcheck newsroom")
CONTACT = os.environ.get("FACTCHECK_CONTACT", "")
"""Email address for readers, displayed on the method page."""
PUBLIC_URL = base_url("FACTCHECK_PUBLIC_URL")
"""Base URL of the site, such as https://checks.example.org. If it is empty, see `web.caching` and `accounts.links`."""

COOLING_OFF_DAYS = integer("FACTCHECK_COOLING_OFF_DAYS", 0 if DEMONSTRATION else 7, least=0, most=365)
"""Days for which an invitation, a reactivation, or a promotion prevents two people from approving each other's work."""

ALLOWED_HOSTS = comma_separated("FACTCHECK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
if not PUBLIC_URL and all(host.startswith((".", "*")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "FACTCHECK_PUBLIC_URL must be set if FACTCHECK_ALLOWED_HOSTS contains only patterns:"
        " otherwise, the Host header of a request would determine the target of links in mail"
    )
CSRF_TRUSTED_ORIGINS = comma_separated("FACTCHECK_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "factcheck.operations",  # first, because its commands replace those of other apps
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "factcheck.operations.apps.StaticFiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "pgtrigger",
    "template_partials",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "procrastinate.contrib.django",
    "factcheck.web",
    "factcheck.ledger",
    "factcheck.newsroom",
    "factcheck.accounts",
    "factcheck.archive",
    "factcheck.articles",
    "factcheck.claims",
    "factcheck.evidence",
    "factcheck.verdicts",
    "factcheck.publishing",
    "factcheck.public",
    "factcheck.desk",
    "factcheck.api",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # before all middleware that returns responses, so that files and redirects have the policy
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.web.middleware.RequestSizeMiddleware",
    "factcheck.web.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.web.middleware.RefusalMiddleware",
    "factcheck.web.middleware.SamePersonMiddleware",
    "factcheck.web.middleware.StorableTextMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["factcheck.web.template_source.Loader", "django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.web.context.installation",
                "factcheck.newsroom.context.newsroom",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

_database = database("DATABASE_URL", "postgresql:///factcheck")
PREPARED = flag("FACTCHECK_PREPARED", default=True)
LIMITS = limits.current()
"""Time limits of this process for database operations."""
STATEMENT_TIMEOUT = integer("FACTCHECK_STATEMENT_TIMEOUT", limits.WEB.statement, least=1, most=3600)
"""Time limit for one statement of a web process, in seconds."""
if LIMITS is limits.WEB:
    LIMITS = replace(LIMITS, statement=STATEMENT_TIMEOUT)
DATABASES = {
    "default": _database
    | {
        "ENGINE": "factcheck.web.database",
        # The URL may have its own options, such as the folder of the server's socket.
        "OPTIONS": LIMITS.parameters(_database.get("OPTIONS", {}))
        # Only web processes share connections between threads. Commands and workers open their own.
        | (pool_options(LIMITS.statement) if LIMITS.kind == limits.WEB.kind and not TESTING else {})
        | {
            # Lets PostgreSQL reuse the plan of a repeated statement.
            "server_side_binding": PREPARED,
            "prepare_threshold": 3 if PREPARED else None,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # large, because a flood of entries must not evict the counters of failed sign-ins
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:queue"
LOGOUT_REDIRECT_URL = "account_login"  # its script removes the drafts of the person who signed out; public pages have no script
ACCOUNT_ADAPTER = "factcheck.accounts.adapter.InviteOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None  # the sign-in form has a checkbox
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Wrong passwords: ten per minute from one address, and five in five minutes for an account from one network (`signin_limits`).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SIGN_IN_UNKNOWN_NETWORKS_RATE = "30/h/key"  # for one account from all networks from which its owner has not signed in
SIGN_IN_NETWORK_SECONDS = 90 * 24 * 3600  # how long such a network is remembered
ACCOUNT_FORMS = {
    "login": "factcheck.accounts.auth_forms.SignInForm",
    "reauthenticate": "factcheck.accounts.auth_forms.ConfirmPasswordForm",
    "change_password": "factcheck.accounts.auth_forms.ChangePasswordForm",
    "set_password": "factcheck.accounts.auth_forms.SetPasswordForm",
    "reset_password": "factcheck.accounts.auth_forms.RequestResetForm",
    "reset_password_from_key": "factcheck.accounts.auth_forms.ResetFromLinkForm",
}
MFA_FORMS = {
    "authenticate": "factcheck.accounts.auth_forms.SecondFactorForm",
    "reauthenticate": "factcheck.accounts.auth_forms.ConfirmSecondFactorForm",
    "activate_totp": "factcheck.accounts.auth_forms.ActivateSecondFactorForm",
}
MFA_TOTP_ISSUER = NEWSROOM_NAME
# Also accept the code of the previous and the next 30 seconds, because of input delay and clock drift (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators set the addresses, so no one can claim the address of another person
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; also for invitations, which set the first password
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "factcheck_session"
CSRF_COOKIE_NAME = "factcheck_csrf"
CSRF_FAILURE_VIEW = "factcheck.web.views.csrf_failed"
HTTPS = flag("FACTCHECK_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = flag("FACTCHECK_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # otherwise, all clients would share one sign-in limit, that of the proxy's address
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # a pasted text of a million characters, up to nine URL-encoded bytes each
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "woff", "woff2", "gz", "br", "map"]

EMAIL_BACKEND = os.environ.get("FACTCHECK_EMAIL_BACKEND") or (
    "django.core.mail.backends.console.EmailBackend"
    if DEBUG or DEMONSTRATION
    else "factcheck.accounts.mailing.NoMailServer"  # the console is the log, and mail contains links that grant access
)
EMAIL_HOST = os.environ.get("FACTCHECK_EMAIL_HOST", "localhost")
EMAIL_PORT = integer("FACTCHECK_EMAIL_PORT", 25, least=1, most=65_535)
EMAIL_HOST_USER = os.environ.get("FACTCHECK_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FACTCHECK_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("FACTCHECK_EMAIL_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("FACTCHECK_EMAIL_FROM", "factcheck@localhost")

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = time_zone("FACTCHECK_TIME_ZONE", "UTC")
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.TokenAuthentication",
        "factcheck.api.authentication.SignedInAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.api.parsing.StorableJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_FILTER_BACKENDS": ["factcheck.api.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.paging.NewestFirstPagination",
    "DEFAULT_SCHEMA_CLASS": "factcheck.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.throttling.ReadThrottle", "factcheck.api.throttling.WriteThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "reads": request_rate("FACTCHECK_API_RATE", "600/min"),
        "writes": request_rate("FACTCHECK_API_WRITE_RATE", "120/min"),
    },
    "EXCEPTION_HANDLER": "factcheck.api.errors.error_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,  # otherwise, a client could choose the address for its rate limit with a header
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "VERSION": "1",
    "DESCRIPTION": "The API of the evidence desk. It has the same operations and permissions as the screens.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "integer", "minimum": 1}},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.api.schema.describe_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ActorKind": "factcheck.claims.models.Actor.ActorKind",
        "AnchorState": "factcheck.claims.choices.Anchor",
        "CaptureMethod": "factcheck.archive.models.Method",
        "ClaimType": "factcheck.claims.choices.ClaimType",
        "Closeness": "factcheck.evidence.models.Closeness",
        "Conclusion": "factcheck.verdicts.models.Conclusion",
        "CorrectionKind": "factcheck.publishing.models.CorrectionKind",
        "GateState": "factcheck.api.serializers.verdicts.GATE_STATES",
        "Layer": "factcheck.claims.choices.Layer",
        "Mode": "factcheck.claims.choices.Mode",
        "OpeningKind": "factcheck.api.serializers.publishing.OPENABLE_KINDS",
        "Precision": "factcheck.articles.models.Precision",
        "PublicationKind": "factcheck.publishing.models.PublicationKind",
        "RelationKind": "factcheck.claims.models.Relation.RelationKind",
        "ReviewDecision": "factcheck.verdicts.models.ReviewDecision",
        "Role": "factcheck.accounts.models.Role",
        "SourceKind": "factcheck.articles.models.SourceKind",
        "Stance": "factcheck.evidence.models.Stance",
        "VerdictState": "factcheck.verdicts.models.VerdictState",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": log_level("FACTCHECK_LOG_LEVEL", "WARNING")},
    "loggers": {"psycopg.pool": {"level": "ERROR"}},  # `web.outage` reports an outage once instead of each failed connection
}
