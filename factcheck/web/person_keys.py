"""The opaque id by which pages and browsers tell people apart. It reveals neither the number of an account nor its address."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import salted_hmac

HEADER = "Factcheck-Person"
"""Requests by script name in this header the person their page was rendered for."""


def person_key(person: Any) -> str:
    """32 hexadecimal digits for a signed-in `person`, the same in every session; empty for an anonymous user."""
    if not person.is_authenticated:
        return ""
    return salted_hmac("factcheck.web.person_keys", str(person.pk), algorithm="sha256").hexdigest()[:32]
