"""Digests of values, and constants of the chain. Pure. `ledger.verifier` has the functions that outsiders need, too."""

from __future__ import annotations

import hashlib
from typing import Any

from factcheck.ledger.verifier import canonical

END_OF_LEDGER = "9223372036854775807"
"""A number greater than that of any entry, for SQL (the largest bigint)."""


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
