"""Reads environment variables for the settings. An invalid value raises ImproperlyConfigured with the name of the variable."""

from __future__ import annotations

import importlib.util
import logging
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: bool = False) -> bool:
    """A boolean: 1 or 0 (or true, false, yes, no)."""
    value = os.environ.get(name, "").strip().lower()
    if value not in ("", "0", "1", "true", "false", "yes", "no"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
    return default if not value else value in ("1", "true", "yes")


def comma_separated(name: str, default: str = "") -> list[str]:
    """A list of values separated by commas. Surrounding spaces are removed."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def integer(name: str, default: int, *, least: int, most: int) -> int:
    """An integer from `least` to `most`."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return int(value)


def time_zone(name: str, default: str) -> str:
    """The name of a time zone in the IANA database."""
    value = os.environ.get(name, "").strip() or default
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # KeyError for an unknown zone, the others for values that are not names of files
        raise ImproperlyConfigured(f"{name} must be a time zone such as Europe/Kyiv, not {value!r}") from None
    return value


def log_level(name: str, default: str) -> str:
    """The name of a log level of Python's `logging`, in upper or lower case."""
    value = os.environ.get(name, "").strip().upper() or default
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"{name} must be DEBUG, INFO, WARNING, ERROR, or CRITICAL, not {value!r}")
    return value


def request_rate(name: str, default: str) -> str:
    """A rate of requests in the format of Django REST framework: a number, a slash, and a unit of time."""
    value = os.environ.get(name, "").strip() or default
    if not re.fullmatch(r"[0-9]{1,9}/(s|sec|second|m|min|minute|h|hour|d|day)", value):
        raise ImproperlyConfigured(f"{name} must be a rate such as 600/min, not {value!r}")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Django's configuration of the PostgreSQL server at a URL. Error messages leave out the URL, which has a password."""
    value = os.environ.get(name, "").strip() or default
    message = f"{name} must be a URL such as postgresql://user:password@host:5432/database"
    try:
        configuration: dict[str, Any] = dict(dj_database_url.parse(value, conn_max_age=0))
    except ValueError:  # an unknown scheme, an invalid port, brackets without an IPv6 address
        raise ImproperlyConfigured(message) from None
    if configuration["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(message)
    return configuration


def base_url(name: str) -> str:
    """Scheme, host, and a nonstandard port, such as `https://checks.example.org`. Empty if the variable is empty."""
    value = os.environ.get(name, "").strip()
    base = value.removesuffix("/")
    try:
        parts = urlsplit(base)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        is_valid = (
            is_valid and base == f"{parts.scheme}://{parts.netloc}" and re.fullmatch(r"[\w.:\[\]-]+", parts.netloc) is not None
        )
    except ValueError:  # an invalid port, brackets without an IPv6 address
        is_valid = False
    if value and not is_valid:
        raise ImproperlyConfigured(f"{name} must be a URL such as https://checks.example.org, without a path, not {value!r}")
    return base


def bucket_options() -> dict[str, Any]:
    """Options of `storages.backends.s3` from the variables FACTCHECK_S3_…; empty if no bucket is set.

    Without keys, the client library looks for credentials in its usual places. Messages do not contain keys.
    """
    bucket = _matching("FACTCHECK_S3_BUCKET", r"[A-Za-z0-9][A-Za-z0-9._-]{2,254}", "the name of a bucket")
    url = r"https?://[A-Za-z0-9.\[\]:_-]+(/[A-Za-z0-9/._-]*)?"
    options = {
        "bucket_name": bucket,
        "endpoint_url": _matching("FACTCHECK_S3_ENDPOINT", url, "a URL such as https://s3.example.org, without a password")
        or None,
        "region_name": _matching("FACTCHECK_S3_REGION", r"[A-Za-z0-9-]{1,63}", "the name of a region such as eu-central-1")
        or None,
        "location": _matching(
            "FACTCHECK_S3_PREFIX",
            r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9/._-]*",
            "the beginning of object names such as factcheck/captures",
        ).strip("/"),
    }
    access_key = os.environ.get("FACTCHECK_S3_ACCESS_KEY", "").strip()
    secret_key = os.environ.get("FACTCHECK_S3_SECRET_KEY", "").strip()
    if access_key and not secret_key:
        raise ImproperlyConfigured("FACTCHECK_S3_SECRET_KEY must be set if FACTCHECK_S3_ACCESS_KEY is set")
    if secret_key and not access_key:
        raise ImproperlyConfigured("FACTCHECK_S3_ACCESS_KEY must be set if FACTCHECK_S3_SECRET_KEY is set")
    if not bucket:
        return {}
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured("FACTCHECK_S3_BUCKET must be empty unless the packages in requirements/s3.txt are installed")
    return options | ({"access_key": access_key, "secret_key": secret_key} if access_key else {})


def _matching(name: str, pattern: str, description: str) -> str:
    """The value of a variable that is empty or matches *pattern*. The message leaves out the value, which may have a password."""
    text = os.environ.get(name, "").strip()
    if text and not re.fullmatch(pattern, text):
        raise ImproperlyConfigured(f"{name} must be {description}")
    return text


def secret_key(folder: Path) -> str:
    """The value of FACTCHECK_SECRET_KEY, or of a file in `folder`, which is generated once and readable only by its owner."""
    return os.environ.get("FACTCHECK_SECRET_KEY") or stored_secret(folder / "secret-key", lambda: secrets.token_urlsafe(50))


def signing_key(name: str) -> str:
    """A private Ed25519 key: 64 hexadecimal digits, in lower case. Empty if the variable is empty."""
    value = os.environ.get(name, "").strip().lower()
    if value and not re.fullmatch("[0-9a-f]{64}", value):
        raise ImproperlyConfigured(f"{name} must be a private key of 64 hexadecimal digits")
    return value


def stored_secret(file: Path, generate: Callable[[], str]) -> str:
    """The content of `file`. If the file is missing, it gets the value of `generate`; only its owner can read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = file.with_name(f".{file.name}.{os.getpid()}")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
            output.write(generate())
        with suppress(FileExistsError):  # a concurrent process has stored its secret; both read the same complete file
            os.link(temporary, file)
        temporary.unlink()
    return file.read_text().strip()
