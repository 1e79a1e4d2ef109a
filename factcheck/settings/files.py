"""Captures and static files."""

from __future__ import annotations

from factcheck.settings.installation import BASE_DIR, DATA_DIR, DEBUG, TESTING
from factcheck.variables import bucket_options, folder

CAPTURES_ROOT = folder("FACTCHECK_CAPTURES", DATA_DIR / "captures")
UPLOAD_FOLDER = DATA_DIR / "uploads"
"""Folder of temporary files for uploads and downloads."""
PACKAGE_FOLDER = DATA_DIR / "packages"
"""Folder of packages that wait for their import. Several web servers have to share it."""
_S3_OPTIONS = bucket_options()
_CAPTURE_STORAGES = {
    "captures-folder": {"BACKEND": "factcheck.archive.storage.folder.FolderCaptures"},
    **(
        {"captures-s3": {"BACKEND": "factcheck.archive.storage.bucket.BucketCaptures", "OPTIONS": _S3_OPTIONS}}
        if _S3_OPTIONS
        else {}
    ),
}

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    **_CAPTURE_STORAGES,
    "captures": _CAPTURE_STORAGES["captures-s3" if _S3_OPTIONS else "captures-folder"],
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "factcheck.web.style_sheets.StyleSheetStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "woff", "woff2", "gz", "br", "map"]
