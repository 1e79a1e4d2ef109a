"""Metadata of a file within the limits of the fields of an article. All values of a file are untrusted. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.language import InvalidLanguageTag, normalize_language_tag
from factcheck.web.characters import is_invisible, without_refused

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?=$|[T ])")
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_MAX_VALUE = 4_000
"""Code points of a value that are looked at. All limits of fields are lower."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata of a file, named after the fields of an article. It fills fields that the user left empty.

    `publisher` is the name that the file states, not a source. `language` is a language tag, and `address` an http or https URL
    without user information. All values may be empty.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""
    address: str = ""


def metadata_from(values: Mapping[str, object]) -> Metadata:
    """Return the values of a file that fit the fields of an article, without the others. Names are truncated."""
    return Metadata(
        title=_name(values.get("title"), ARTICLE.max_length("title")),
        author=_name(values.get("author"), ARTICLE.max_length("author")),
        publisher=_name(values.get("publisher"), SOURCE.max_length("name")),
        published_on=_day(values.get("published_on")),
        language=_language(values.get("language")),
        address=_address(values.get("address")),
    )


def _text(value: object) -> str:
    """The beginning of a text in one line, without characters that cannot be stored; empty for other types."""
    text = value[:_MAX_VALUE] if isinstance(value, str) else ""
    return " ".join(text.encode("utf-8", "ignore").decode().split())


def _name(value: object, limit: int) -> str:
    return without_refused(without_refused(_text(value))[:limit]).strip()


def _day(value: object) -> date | None:
    """The day as the file states it, in the time zone that the file uses. A month or a year alone is not a day."""
    match = _DAY.match(_text(value))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _language(value: object) -> str:
    try:
        tag = normalize_language_tag(_text(value).replace("_", "-"))
    except InvalidLanguageTag:
        return ""
    return tag if len(tag) <= ARTICLE.max_length("language") else ""


def _address(value: object) -> str:
    """The URL if it is complete and fits. A part of a URL would be another address."""
    address = value.strip() if isinstance(value, str) and len(value) <= _MAX_VALUE else ""
    is_valid = len(address) <= ARTICLE.max_length("address") and _ADDRESS.fullmatch(address)
    return address if is_valid and not any(map(is_invisible, address)) and address.isprintable() else ""
