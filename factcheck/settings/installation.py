"""The installation: paths, the newsroom, hosts, apps, middleware, and templates."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from factcheck.secret_variables import secret_key
from factcheck.variables import base_url, email_address, flag, folder, hosts, integer, line, origins, time_zone

BASE_DIR = Path(__file__).resolve().parent.parent.parent

DATA_DIR = folder("FACTCHECK_DATA", BASE_DIR / ".factcheck")
DEBUG = flag("FACTCHECK_DEBUG")
TESTING = flag("FACTCHECK_TESTING")
DEMONSTRATION = flag("FACTCHECK_DEMONSTRATION")

SECRET_KEY = secret_key(DATA_DIR)
UNNAMED_NEWSROOM = "The Factcheck newsroom"
NEWSROOM_NAME = line("FACTCHECK_NEWSROOM", UNNAMED_NEWSROOM, most=120)
CONTACT = email_address("FACTCHECK_CONTACT")
"""Email address for readers, displayed on the method page."""
PUBLIC_URL = base_url("FACTCHECK_PUBLIC_URL")
"""Base URL of the site, such as https://checks.example.org. If it is empty, see `web.caching` and `accounts.links`."""

EXCERPT_WORDS = integer("FACTCHECK_EXCERPT_WORDS", 50, least=0, most=500)
"""Words of an article that a public excerpt contains, unless the quoted words alone are more."""
COOLING_OFF_DAYS = integer("FACTCHECK_COOLING_OFF_DAYS", 0 if DEMONSTRATION else 7, least=0, most=365)
"""Days for which an invitation, a reactivation, or a promotion prevents two people from approving each other's work."""

ALLOWED_HOSTS = hosts("FACTCHECK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
if not PUBLIC_URL and all(host.startswith((".", "*")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "FACTCHECK_PUBLIC_URL must be set if FACTCHECK_ALLOWED_HOSTS contains only patterns:"
        " otherwise, the Host header of a request would determine the target of links in mail"
    )
CSRF_TRUSTED_ORIGINS = origins("FACTCHECK_TRUSTED_ORIGINS")

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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
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
    "factcheck.exchange",
    "factcheck.public",
    "factcheck.desk",
    "factcheck.api",
]

MIDDLEWARE = [
    "factcheck.web.middleware.RequestIdMiddleware",  # before all others, so that each response and log line has the id
    "factcheck.web.middleware.ContentPolicyMiddleware",  # before all that return responses, so that files and redirects have it
    "factcheck.operations.monitoring.middleware.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.web.middleware.EncryptedApiMiddleware",
    "factcheck.web.middleware.RequestSizeMiddleware",
    "factcheck.web.middleware.NoStoreMiddleware",
    "factcheck.operations.monitoring.middleware.HealthMiddleware",  # before the first middleware that checks the host name
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "factcheck.accounts.middleware.PersonMiddleware",
    "factcheck.accounts.middleware.SecurityEventMiddleware",
    "factcheck.accounts.middleware.LazyMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.desk.confirmation.middleware.SessionActivityMiddleware",
    "factcheck.desk.confirmation.middleware.FactorMiddleware",
    "factcheck.desk.confirmation.middleware.ConsentMiddleware",
    "factcheck.web.middleware.RefusalMiddleware",
    "factcheck.web.middleware.SamePersonMiddleware",
    "factcheck.web.middleware.StorableTextMiddleware",
    "factcheck.web.maintenance_middleware.MaintenanceMiddleware",  # last, so that only views are limited to reading
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
            "builtins": [
                "template_partials.templatetags.partials",
                "factcheck.web.templatetags.fast_blocks",
                "factcheck.web.templatetags.fast_urls",
            ],
        },
    }
]

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = time_zone("FACTCHECK_TIME_ZONE", "UTC")
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True
