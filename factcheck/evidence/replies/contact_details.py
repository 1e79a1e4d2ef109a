"""Recognizes email addresses and phone numbers, which must not become public by mistake. Pure."""

from __future__ import annotations

import re

_PHONE = re.compile(r"\+\d(?:[ ().\-/\u00a0]{0,3}\d){7,14}")
"""A phone number with a country code. Without one, a number could be anything, such as a number of victims."""


def has_contact_details(text: str) -> bool:
    """Whether the text seems to contain an email address, or a phone number with a country code. The cost is linear."""
    return bool(_PHONE.search(text)) or any(map(_is_email_address, text.split()))


def first_email_address(text: str) -> str:
    """The first email address in the text, without surrounding punctuation; empty if there is none."""
    return next((word.strip(_AROUND) for word in text.split() if _is_email_address(word)), "")


_AROUND = "<>()[]{},;:.!?\"'“”‘’"


def _is_email_address(word: str) -> bool:
    name, at, host = word.strip(_AROUND).rpartition("@")
    return bool(at and name[-1:].isalnum() and host[:1].isalnum() and "." in host)
