"""The signed heads of the ledger."""

from __future__ import annotations

from factcheck.secret_variables import signing_key
from factcheck.variables import email_addresses

SIGNING_KEY = signing_key("FACTCHECK_SIGNING_KEY")
"""Private Ed25519 key, 64 hexadecimal digits. If it is empty, the file `signing-key` in the data folder contains the key."""
FORMER_SIGNING_KEY = signing_key("FACTCHECK_FORMER_SIGNING_KEY")
"""The key that `manage.py rotate_signing_key` replaces with SIGNING_KEY."""
HEAD_MAIL_TO = email_addresses("FACTCHECK_HEAD_MAIL_TO")
"""Addresses that receive the newest signed head every day."""
