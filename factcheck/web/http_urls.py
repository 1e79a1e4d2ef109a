"""Web addresses that people give. Only http and https: an address is shown as a link, and a link must not run anything."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from factcheck.web.errors import Invalid
from factcheck.web.fields import LONGEST_ADDRESS

NOT_HTTP = "Give an address that begins with http:// or https://."
_is_http = URLValidator(schemes=["http", "https"])


def validate_http_url(address: str) -> None:
    """A Django validator. Raises ValidationError for every other scheme and for what is no address at all."""
    try:
        _is_http(address)
    except ValidationError as error:
        raise ValidationError(NOT_HTTP) from error


def require_http_urls(**addresses: str) -> None:
    """For actions: raise Invalid with the field's name for each given address that is not http or https. Empty ones pass."""
    errors: dict[str, str] = {}
    for field, address in addresses.items():
        try:
            if address:
                validate_http_url(address)
        except ValidationError:
            errors[field] = NOT_HTTP
    if errors:
        raise Invalid(errors)


def http_url_constraint(field: str, name: str) -> models.CheckConstraint:
    """The same rule kept by the database, for a column that is empty where there is no address."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__iregex": r"^https?://[^\s]+$"}), name=name
    )


class HttpUrlField(forms.URLField):
    """An address typed by a person; without a scheme it is taken as https."""

    default_validators = [validate_http_url]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST_ADDRESS, **options})
