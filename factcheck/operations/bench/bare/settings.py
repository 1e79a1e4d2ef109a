"""Settings of the baseline: one application, no middleware, and the database of the benchmark."""

import os
from pathlib import Path

import dj_database_url

SECRET_KEY = os.environ["FACTCHECK_SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["factcheck.operations.bench.bare"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "factcheck.operations.bench.bare.urls"
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parents[4] / "templates" / "bench"]}
]
USE_TZ = True
