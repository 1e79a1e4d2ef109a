"""Validation of URLs that people enter. Only http and https are valid: pages link to them, and a link must not run code."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from factcheck.web.errors import Invalid

INVALID_URL = "Enter a web address that begins with http:// or https://."
_is_http = URLValidator(schemes=["http", "https"])


def validate_http_url(address: str) -> None:
    """A Django validator: raise ValidationError unless `address` is an http or https URL."""
    try:
        _is_http(address)
    except ValidationError as error:
        raise ValidationError(INVALID_URL) from error


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
