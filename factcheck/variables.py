"""Environment variables that need more than a look to be valid. A wrong value raises ImproperlyConfigured with a sentence."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def address(name: str) -> str:
    """Scheme, host and, where it is not the standard one, port: `https://checks.example.org`. Empty where the variable is."""
    given = os.environ.get(name, "").strip()
    base = given.removesuffix("/")
    try:
        parts = urlsplit(base)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        is_valid = (
            is_valid and base == f"{parts.scheme}://{parts.netloc}" and re.fullmatch(r"[\w.:\[\]-]+", parts.netloc) is not None
        )
    except ValueError:  # a port that is no number, brackets without an IPv6 address
        is_valid = False
    if given and not is_valid:
        raise ImproperlyConfigured(f"{name} must be an address such as https://checks.example.org, without a path, not {given!r}")
    return base
