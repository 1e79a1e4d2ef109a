"""Outgoing mail."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from factcheck.settings.installation import DEBUG, DEMONSTRATION
from factcheck.variables import choice, email_address, flag, host, import_path, integer, is_set, line, secret

EMAIL_BACKEND = import_path(
    "FACTCHECK_EMAIL_BACKEND",
    "factcheck.accounts.mailing.MailFolder" if DEBUG or DEMONSTRATION else "factcheck.accounts.mailing.NoMailServer",
)
if EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
    raise ImproperlyConfigured(
        "FACTCHECK_EMAIL_BACKEND must be a backend that does not write to the log: mail contains links that grant access"
    )
EMAIL_HOST = host("FACTCHECK_EMAIL_HOST", "localhost")
EMAIL_HOST_USER = line("FACTCHECK_EMAIL_USER", most=254)
EMAIL_HOST_PASSWORD = secret("FACTCHECK_EMAIL_PASSWORD")
_STARTTLS = flag("FACTCHECK_EMAIL_TLS")  # the former name of `FACTCHECK_EMAIL_SECURITY=starttls`
EMAIL_SECURITY = choice("FACTCHECK_EMAIL_SECURITY", "starttls" if _STARTTLS else "none", ("none", "starttls", "tls"))
"""`none`, `starttls` (a plain connection that is upgraded), or `tls` from the start. Certificates are always verified."""
if is_set("FACTCHECK_EMAIL_TLS") and (EMAIL_SECURITY == "starttls") != _STARTTLS:
    raise ImproperlyConfigured("FACTCHECK_EMAIL_TLS must not be set if FACTCHECK_EMAIL_SECURITY says something else")
EMAIL_USE_TLS = EMAIL_SECURITY == "starttls"
EMAIL_USE_SSL = EMAIL_SECURITY == "tls"
_PORTS = {"none": 25, "starttls": 587 if is_set("FACTCHECK_EMAIL_SECURITY") else 25, "tls": 465}
EMAIL_PORT = integer("FACTCHECK_EMAIL_PORT", _PORTS[EMAIL_SECURITY], least=1, most=65_535)
EMAIL_TIMEOUT = integer("FACTCHECK_EMAIL_TIMEOUT", 15, least=1, most=120)
"""Time limit for each step of the connection to the mail server, in seconds."""
DEFAULT_FROM_EMAIL = email_address("FACTCHECK_EMAIL_FROM", "factcheck@localhost", has_name=True)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
