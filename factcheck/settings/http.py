"""Requests and responses: HTTPS, proxies, headers, the content security policy, and limits on request bodies."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from factcheck.settings.database import STATEMENT_TIMEOUT
from factcheck.variables import flag, integer

HTTPS = flag("FACTCHECK_HTTPS")
COOKIE_PREFIX = "__Host-" if HTTPS else ""
"""With this prefix, browsers accept a cookie only over HTTPS and from this host itself, not from another host of the domain."""
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}factcheck_csrf"
CSRF_FAILURE_VIEW = "factcheck.web.views.csrf_failed"
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("FACTCHECK_HSTS_SUBDOMAINS")
# Load balancers and monitoring systems use HTTP. For the API, a redirect would hide that a client sends its token unencrypted.
SECURE_REDIRECT_EXEMPT = [r"^health/(details/|metrics/)?$", r"^api/"]
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

MAX_UPLOAD_BYTES = integer("FACTCHECK_MAX_UPLOAD_MB", 50, least=4, most=4096) * 1024 * 1024
MAX_PACKAGE_BYTES = integer("FACTCHECK_MAX_PACKAGE_MB", 4096, least=1, most=4096) * 1024 * 1024
"""A package that is imported. Browsers send it in parts of at most MAX_UPLOAD_BYTES."""
UPLOAD_BYTES_PER_DAY = integer("FACTCHECK_UPLOAD_MB_PER_DAY", 2000, least=1, most=10_000_000) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["factcheck.archive.uploads.DiskUploadHandler"]
MAX_REQUEST_BYTES = MAX_UPLOAD_BYTES + 1024 * 1024
"""A file, the other fields of the form, and the multipart encoding."""
REQUEST_TIMEOUT = integer("FACTCHECK_REQUEST_TIMEOUT", max(60, STATEMENT_TIMEOUT + 15), least=5, most=7200)
"""Time limit for the work on one request, in seconds (`setup.serving`)."""
if REQUEST_TIMEOUT <= STATEMENT_TIMEOUT:
    raise ImproperlyConfigured(
        f"FACTCHECK_REQUEST_TIMEOUT must be longer than FACTCHECK_STATEMENT_TIMEOUT, which is {STATEMENT_TIMEOUT} seconds"
    )
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # a pasted text of a million characters, up to nine URL-encoded bytes each
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
