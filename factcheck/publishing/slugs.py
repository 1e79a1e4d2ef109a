"""URL slugs of checks, derived from their statements. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

MAX_SLUG = 80
"""Maximum length in characters, without the number that makes a slug unique."""


def unique_slug(statement: str, taken: Container[str] = ()) -> str:
    """The ASCII words of the statement, joined by hyphens and truncated at a word; with a number if the slug is taken.

    A statement in a non-Latin script becomes "check", "check-2", ….
    """
    ascii_text = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    hyphenated = re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("'", "")).strip("-")
    if len(hyphenated) > MAX_SLUG:
        hyphenated = hyphenated[: MAX_SLUG + 1].rpartition("-")[0] or hyphenated[:MAX_SLUG]
    base = hyphenated or "check"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
