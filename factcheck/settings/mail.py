"""Outgoing mail."""

from __future__ import annotations

import os

from factcheck.settings.installation import DEBUG, DEMONSTRATION
from factcheck.variables import flag, integer

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
