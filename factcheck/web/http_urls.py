"""Validation of URLs that people enter. Only http and https are valid: pages link to them, and a link must not run code."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from factcheck.web.characters import describe, is_invisible
from factcheck.web.errors import Invalid

INVALID_URL = "Enter a web address that begins with http:// or https://."
USER_INFORMATION = (
    "This web address contains a user name or a password before the host. Remove the part before the @ sign and the sign itself."
)
_is_http = URLValidator(schemes=["http", "https"])


def validate_http_url(address: str) -> None:
    """A Django validator: raise ValidationError unless `address` is an http or https URL."""
    try:
        _is_http(address)
    except ValidationError as error:
        raise ValidationError(INVALID_URL) from error


def has_user_information(address: str) -> bool:
    """Whether the address has a user name or a password before the host, such as `https://good.example@evil.example`."""
    return "@" in _authority(address)


def user_information_error(address: str) -> str | None:
    """The error message if `address` has user information (RFC 3986, 3.2.1) or an invisible character, and None otherwise.

    User information is not a part of the address of a page. It can be a password, or it can imitate another host. Browsers read a
    backslash as a slash, so the authority is everything before the first slash, question mark, or number sign.
    """
    if has_user_information(address):
        return USER_INFORMATION
    if invisible := next(filter(is_invisible, address.strip()), None):
        return f"This web address contains an invisible character: {describe(invisible)}. Remove it and try again."
    return None


def ascii_host(address: str) -> str:
    """The host of a URL in ASCII: labels with other characters in Punycode (RFC 3492), such as `xn--pple-43d.com`.

    A browser connects to this host, so a Cyrillic letter that looks like a Latin one is visible in it. The mapping is NFKC and
    lower case, which is that of browsers (Unicode Technical Standard 46, nontransitional) for all but a few characters.
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    labels = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", host).lower()).replace("\u3002", ".").split(".")
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)


def has_other_letters(address: str) -> bool:
    """Whether the host of a URL contains characters other than ASCII or is written in Punycode."""
    return "xn--" in ascii_host(address)


def _authority(address: str) -> str:
    return re.split(r"[/?#]", address.partition("//")[2], maxsplit=1)[0]


def require_http_urls(**addresses: str) -> None:
    """For actions: raise Invalid with the name of each field whose value is neither empty nor an http or https URL."""
    errors: dict[str, str] = {}
    for field, address in addresses.items():
        try:
            if address:
                validate_http_url(address)
        except ValidationError:
            errors[field] = INVALID_URL
    if errors:
        raise Invalid(errors)


def http_url_constraint(field: str, name: str) -> models.CheckConstraint:
    """The same rule as a database constraint, for a column that may be empty."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__iregex": r"^https?://[^\s]+$"}), name=name
    )
