"""Reads environment variables for the settings. A wrong value raises ImproperlyConfigured, whose message names the variable."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: bool = False) -> bool:
    """Yes or no, written 1 or 0."""
    given = os.environ.get(name, "").strip().lower()
    if given not in ("", "0", "1", "true", "false", "yes", "no"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {given!r}")
    return default if not given else given in ("1", "true", "yes")


def comma_separated(name: str, default: str = "") -> list[str]:
    """Values separated by commas, without the space around them."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def integer(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {given!r}")
    return int(given)


def base_url(name: str) -> str:
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


def secret_key(folder: Path) -> str:
    """From FACTCHECK_SECRET_KEY, else from a file in `folder`, which is made once and readable by its owner alone."""
    if given := os.environ.get("FACTCHECK_SECRET_KEY"):
        return given
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = folder / f".secret-key.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two that start at once one wins, and both read the same whole key
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text().strip()
