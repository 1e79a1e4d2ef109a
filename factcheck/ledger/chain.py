"""The hash chain: pure functions of plain values.

The hash of an entry covers the previous hash and all fields of the entry, so a changed, removed, or reordered entry breaks the
chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GENESIS = "0" * 64
END_OF_LEDGER = "9223372036854775807"
"""A number greater than that of any entry, for SQL (the largest bigint)."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value: sorted keys, no spaces, UTF-8 (the subset of RFC 8785 without floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def entry_hash(previous: str, body: Mapping[str, Any]) -> str:
    """The hash of an entry with the JSON values `body`, chained to the hash `previous` of the entry before it."""
    return digest({"previous": previous, **body})


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
