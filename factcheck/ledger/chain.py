"""The hash chain: pure functions of plain values.

Each entry's hash covers the hash before it and every field of its own, so that a change, a removal or a swap anywhere shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GENESIS = "0" * 64
END_OF_LEDGER = "9223372036854775807"
"""A number after that of every entry, for SQL."""


def canonical(value: Any) -> bytes:
    """One byte string per JSON value: sorted keys, no spaces, UTF-8 (the subset of RFC 8785 without floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def entry_hash(previous: str, body: Mapping[str, Any]) -> str:
    """The hash of an entry with the plain values `body`, chained to the hash of the entry before it."""
    return digest({"previous": previous, **body})


def first_break(entries: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> tuple[int, str] | None:
    """Walk (number, previous, hash, body) in order; the first number that does not fit with the reason, or None.

    Numbers must be 1, 2, 3, … without a gap.
    """
    expected, before = 1, GENESIS
    for number, previous, hashed, body in entries:
        if number != expected:
            return expected, f"entry {expected} is missing"
        if previous != before:
            return number, f"entry {number} does not continue entry {number - 1}"
        if hashed != entry_hash(previous, body):
            return number, f"entry {number} was changed after it was written"
        expected, before = number + 1, hashed
    return None
