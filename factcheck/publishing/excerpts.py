"""The text around a published quote, trimmed to whole words. Pure."""

from __future__ import annotations

from factcheck.claims.anchoring import CONTEXT


def from_word(prefix: str) -> str:
    """`prefix` without the partial word that a prefix of full length may start with."""
    rest = prefix.partition(" ")[2] if len(prefix) >= CONTEXT else prefix
    return rest if rest.strip() else prefix


def to_word(suffix: str) -> str:
    """`suffix` without the partial word that a suffix of full length may end with."""
    rest = suffix.rpartition(" ")[0] if len(suffix) >= CONTEXT else suffix
    return rest if rest.strip() else suffix
