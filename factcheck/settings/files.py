"""Captures and static files."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.settings.installation import BASE_DIR, DATA_DIR, DEBUG, TESTING

CAPTURES_ROOT = Path(os.environ.get("FACTCHECK_CAPTURES") or DATA_DIR / "captures").resolve()

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
