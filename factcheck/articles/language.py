"""Language tags: well-formed as RFC 5646 (BCP 47) section 2.1 says, in the letters of section 2.1.1. Pure."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"""
    (?: [a-z]{2,3} (?:-[a-z]{3}){0,3} | [a-z]{4,8} )      # language, with extended languages
    (?: -[a-z]{4} )?                                      # script
    (?: -(?: [a-z]{2} | [0-9]{3} ) )?                     # region
    (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*        # variants
    (?: -[0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )*             # extensions
    (?: -x (?: -[a-z0-9]{1,8} )+ )?                       # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


class InvalidLanguageTag(ValueError):
    """The text is no well-formed language tag."""


def normalize_language_tag(said: str) -> str:
    """`said` in its usual letters, such as en, uk or sr-Latn-RS; empty stays empty. Raises InvalidLanguageTag."""
    said = said.strip()
    if not said:
        return ""
    if not _TAG.fullmatch(said):
        raise InvalidLanguageTag("Give a language tag such as en, uk or pt-BR (BCP 47).")
    parts = said.lower().split("-")
    singletons = [place for place, part in enumerate(parts) if len(part) == 1]
    for place in range(1, singletons[0] if singletons else len(parts)):
        if len(parts[place]) == 2:
            parts[place] = parts[place].upper()
        elif len(parts[place]) == 4 and parts[place].isalpha():
            parts[place] = parts[place].title()
    return "-".join(parts)
