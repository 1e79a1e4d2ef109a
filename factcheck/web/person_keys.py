"""Opaque ids of people for pages and browser storage. They reveal neither the primary key nor the email address."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.crypto import salted_hmac

HEADER = "Factcheck-Person"
"""Requests from scripts send the key of the person that their page was rendered for in this header."""
META_HEADER = "HTTP_FACTCHECK_PERSON"
"""Its name in `request.META`."""


def person_key(person: Any) -> str:
    """Return 32 hexadecimal digits for a signed-in `person`, the same in all sessions; empty for an anonymous user."""
    return _key_of(person.pk) if person.is_authenticated else ""


@lru_cache(maxsize=1000)
def _key_of(pk: int) -> str:
    return salted_hmac("factcheck.web.person_keys", str(pk), algorithm="sha256").hexdigest()[:32]
