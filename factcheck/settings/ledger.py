"""The signed heads of the ledger."""

from __future__ import annotations

import re
from pathlib import Path

from cryptography import x509
from django.core.exceptions import ImproperlyConfigured

from factcheck.secret_variables import signing_key
from factcheck.variables import email_addresses, value_of


def _timestamp_url(name: str) -> str:
    """An http or https URL without user information."""
    value = value_of(name)
    if value and (not re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]+(/[!-~]*)?", value) or len(value) > 2000):
        raise ImproperlyConfigured(f"{name} must be an http or https URL without a user name, such as https://tsa.example/tsr")
    return value


def _authorities(name: str) -> Path | None:
    """The path of a PEM file with at least one self-signed certificate."""
    value = value_of(name)
    if not value:
        return None
    try:
        certificates = x509.load_pem_x509_certificates(Path(value).read_bytes())
    except (OSError, ValueError):
        certificates = []
    if not any(certificate.subject == certificate.issuer for certificate in certificates):
        raise ImproperlyConfigured(f"{name} must be the path of a PEM file with the root certificate of the time-stamp authority")
    return Path(value)


SIGNING_KEY = signing_key("FACTCHECK_SIGNING_KEY")
"""Private Ed25519 key, 64 hexadecimal digits. If it is empty, the file `signing-key` in the data folder contains the key."""
FORMER_SIGNING_KEY = signing_key("FACTCHECK_FORMER_SIGNING_KEY")
"""The key that `manage.py rotate_signing_key` replaces with SIGNING_KEY."""
HEAD_MAIL_TO = email_addresses("FACTCHECK_HEAD_MAIL_TO")
"""Addresses that receive the newest signed head every day."""
TIMESTAMP_URL = _timestamp_url("FACTCHECK_TIMESTAMP_URL")
"""The time-stamp authority (RFC 3161) that stamps signed heads. If it is empty, no head is stamped."""
TIMESTAMP_CA = _authorities("FACTCHECK_TIMESTAMP_CA")
"""The file with the root certificate of the authority, and with intermediate ones that its responses do not contain."""
if TIMESTAMP_URL and TIMESTAMP_CA is None:
    raise ImproperlyConfigured(
        "FACTCHECK_TIMESTAMP_CA must be set with FACTCHECK_TIMESTAMP_URL, so that time stamps can be verified"
    )
