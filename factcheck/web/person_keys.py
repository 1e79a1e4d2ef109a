"""Opaque ids of people for pages and browser storage. They reveal neither the primary key nor the email address."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import salted_hmac

HEADER = "Factcheck-Person"
"""Requests from scripts send the key of the person that their page was rendered for in this header."""


def person_key(person: Any) -> str:
    """Return 32 hexadecimal digits for a signed-in `person`, the same in all sessions; empty for an anonymous user."""
    if not person.is_authenticated:
        return ""
    return salted_hmac("factcheck.web.person_keys", str(person.pk), algorithm="sha256").hexdigest()[:32]
