"""Keys: from environment variables, or generated once and stored in the data folder. Messages never contain a key."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from factcheck.setup.durable import add_file
from factcheck.variables import comma_separated, secret, value_of


def factor_keys(name: str) -> list[str]:
    """Keys that encrypt second factors, separated by commas. Messages do not contain the values, which are secret."""
    keys = comma_separated(name)
    if any(is_weak(key, 32) for key in keys):
        raise ImproperlyConfigured(f"{name} must be at least 32 random characters, for example from: openssl rand -base64 32")
    return keys


def is_weak(secret: str, length: int) -> bool:
    """Whether a secret has fewer than `length` characters, or fewer different ones than a random secret would have."""
    return len(secret) < length or len(set(secret)) < 10


def secret_key(folder: Path) -> str:
    """The value of FACTCHECK_SECRET_KEY, or of a file in `folder`, which is generated once and readable only by its owner."""
    value = secret("FACTCHECK_SECRET_KEY")
    if value and is_weak(value, 50):
        raise ImproperlyConfigured(
            "FACTCHECK_SECRET_KEY must be at least 50 random characters, for example from: openssl rand -base64 48"
        )
    return value or stored_secret(folder / "secret-key", lambda: secrets.token_urlsafe(50))


def signing_key(name: str) -> str:
    """A private Ed25519 key: 64 hexadecimal digits, in lower case. Empty if the variable is empty."""
    value = value_of(name).lower()
    if value and not re.fullmatch("[0-9a-f]{64}", value):
        raise ImproperlyConfigured(f"{name} must be a private key of 64 hexadecimal digits")
    return value


def stored_secret(file: Path, generate: Callable[[], str]) -> str:
    """The content of `file`. If the file is missing, it gets the value of `generate`; only its owner can read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        add_file(file, generate().encode())  # if a concurrent process stores its secret, both read the same complete file
    return file.read_text().strip()
