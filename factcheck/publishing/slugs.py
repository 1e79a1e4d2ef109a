"""URL slugs of checks, derived from their headlines. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from factcheck.web.characters import is_invisible
from factcheck.web.search_key import search_key

MAX_SLUG = 80
"""Maximum length in code points, without the number that makes a slug unique."""
MAX_STORED_SLUG = 120
"""Maximum length in code points, with the number."""
MAX_NAME_SLUG = 120
"""Maximum length of the slug of a name in code points. Longer names that start alike share a slug."""
WITHOUT_LETTERS = "check"
"""The slug of a title that has no letters and no digits."""

_APOSTROPHES = frozenset("'\u2018\u2019\u02bb\u02bc\u2032\u05f3\u05f4")
"""Characters inside words, such as “п’ять” and “צה״ל”, which are removed. Not all of them are punctuation in Unicode."""
_PRESENTATION_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc\uff01-\uffdc]+")
"""Ligatures, Arabic presentation forms, and full-width letters, which come from PDF files. Only these are replaced with their
ordinary letters (NFKC): for all text, NFKC would change the spelling of Thai and Lao words."""


def unique_slug(title: str, taken: Container[str] = ()) -> str:
    """The words of the title, joined by hyphens and truncated at a word; with a number if the slug is taken."""
    base = slug_from(title)
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def slug_from(title: str) -> str:
    """The letters and digits of the title in any script: lower case, in NFC, with one hyphen for everything between words.

    Combining marks stay with their letters. Apostrophes and invisible characters are removed.
    """
    ordinary = _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), title)
    # The lower case of “İ” is an i with a combining dot, which no other spelling of the word has.
    lower = unicodedata.normalize("NFC", ordinary).lower().replace("i\u0307", "i")
    slug: list[str] = []
    for character in unicodedata.normalize("NFC", lower):
        category = unicodedata.category(character)
        if character in _APOSTROPHES or (is_invisible(character) and category[0] != "Z" and category != "Cc"):
            continue
        is_attached = category[0] == "M" and slug and slug[-1] != "-"
        if _is_letter_or_digit(category) or is_attached:
            slug.append(character)
        elif slug and slug[-1] != "-":
            slug.append("-")
    return _truncate(unicodedata.normalize("NFC", "".join(slug)).strip("-")) or WITHOUT_LETTERS


def is_slug(text: str) -> bool:
    """Whether `text` can be the slug of a check: letters, marks, and digits of any script, hyphens, and underscores."""
    categories = (unicodedata.category(character) for character in text if character not in "-_")
    is_text = all(_is_letter_or_digit(category) or category[0] == "M" for category in categories)
    return 0 < len(text) <= MAX_STORED_SLUG and is_text


def name_slug(name: str) -> str:
    """The slug of a topic, claimant, or source: the words of its name, joined by hyphens; empty if it has no letters or digits.

    Case, punctuation, and typography do not count. The function is idempotent. The database computes the same slugs, with the
    function `factcheck_name_slug` from a migration of this app.
    """
    return search_key(name)[:MAX_NAME_SLUG].rstrip(" ").replace(" ", "-")


def _is_letter_or_digit(category: str) -> bool:
    return category[0] == "L" or category in {"Nd", "Nl"}


def _truncate(slug: str) -> str:
    """At most MAX_SLUG code points of the slug: whole words, or whole characters if a word is very long."""
    if len(slug) <= MAX_SLUG:
        return slug
    words = slug[: MAX_SLUG + 1].rpartition("-")[0]
    if len(words) >= MAX_SLUG // 2:
        return words
    end = MAX_SLUG
    while end and unicodedata.category(slug[end])[0] == "M":
        end -= 1
    return slug[:end].rstrip("-")
