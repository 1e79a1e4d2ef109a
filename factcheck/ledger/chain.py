"""The hash chain: pure functions of plain values.

The hash of an entry covers the previous hash and all fields of the entry, so a changed, removed, or reordered entry breaks the
chain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.ledger.verifier import GENESIS, canonical, entry_hash

END_OF_LEDGER = "9223372036854775807"
"""A number greater than that of any entry, for SQL (the largest bigint)."""


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def first_break(entries: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> tuple[int, str] | None:
    """Verify entries, given as (number, previous, hash, body) in order. Returns (number, reason) of the first error, or None.

    Numbers must be 1, 2, 3, … without a gap.
    """
    expected, last_hash = 1, GENESIS
    for number, previous, stored_hash, body in entries:
        if number != expected:
            return expected, f"entry {expected} is missing"
        if previous != last_hash:
            return number, f"entry {number} does not continue entry {number - 1}"
        if stored_hash != entry_hash(previous, body):
            return number, f"entry {number} was changed after it was written"
        expected, last_hash = number + 1, stored_hash
    return None
