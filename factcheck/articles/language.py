"""Syntax and case of language tags, according to RFC 5646 (BCP 47), sections 2.1 and 2.1.1. Pure.

Languages of four to eight letters are rejected: the syntax reserves them, but none is registered, so “english” is a mistake.
"""

from __future__ import annotations

import re

_TAG = re.compile(
    r"""
    [a-z]{2,3} (?:-[a-z]{3}){0,3}                         # language, with extended languages
    (?: -[a-z]{4} )?                                      # script
    (?: -(?: [a-z]{2} | [0-9]{3} ) )?                     # region
    (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*        # variants
    (?: -[0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )*             # extensions
    (?: -x (?: -[a-z0-9]{1,8} )+ )?                       # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


class InvalidLanguageTag(ValueError):
    """The value is not a well-formed language tag."""


def normalize_language_tag(tag: str) -> str:
    """Return `tag` in conventional case, such as en, uk, or sr-Latn-RS; a blank tag becomes empty.

    Raises InvalidLanguageTag if the tag is not well-formed.
    """
    tag = tag.strip()
    if not tag:
        return ""
    if not _TAG.fullmatch(tag):
        raise InvalidLanguageTag("Enter a language tag (BCP 47) such as en, uk, ru, or pt-BR.")
    subtags = tag.lower().split("-")
    singletons = [index for index, subtag in enumerate(subtags) if len(subtag) == 1]
    for index in range(1, singletons[0] if singletons else len(subtags)):
        subtag = subtags[index]
        if len(subtag) == 2:
            subtags[index] = subtag.upper()
        elif len(subtag) == 4 and subtag.isalpha():
            subtags[index] = subtag.title()
    return "-".join(subtags)
