"""The address of a check, made from its statement. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 80
"""Characters; the number behind a repeated one comes on top."""


def slug_of(statement: str, taken: Container[str] = ()) -> str:
    """ASCII words of the statement joined by hyphens, cut at a word; with a number where that is taken.

    A statement in another script than Latin becomes "check", "check-2", ….
    """
    plain = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    base = words or "check"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
