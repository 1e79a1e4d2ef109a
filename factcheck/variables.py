"""Reads environment variables for the settings. An invalid value raises ImproperlyConfigured with the name of the variable.

Every function registers the name that it reads, so that `reject_unknown` recognizes misspelled names.
"""

from __future__ import annotations

import difflib
import importlib.util
import ipaddress
import logging
import os
import re
from collections.abc import Collection
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

OTHER_VARIABLES = frozenset(
    {
        "FACTCHECK_BACKUP_PASSPHRASE",
        "FACTCHECK_BROWSER",
        "FACTCHECK_DEMO_PASSWORD",
        "FACTCHECK_ENVIRONMENT_MADE",
        "FACTCHECK_NO_BOOTSTRAP",
        "FACTCHECK_OWNER_DATABASE_URL",
        "FACTCHECK_PARENT",
        "FACTCHECK_PASSWORD",
    }
)
"""Variables that commands read themselves. Those whose names begin with FACTCHECK_TEST_ are for the tests."""

_names: set[str] = set()
_HOST = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*"


def value_of(name: str) -> str:
    """The value without surrounding spaces; empty if the variable is not set."""
    _names.add(name)
    return os.environ.get(name, "").strip()


def reject_unknown() -> None:
    """Raise ImproperlyConfigured for a variable that looks like a setting and is none. Call this after all settings were read."""
    known = _names | OTHER_VARIABLES
    for name in sorted(os.environ):
        if name.startswith("FACTCHECK_") and not name.startswith("FACTCHECK_TEST_") and name not in known:
            similar = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
            advice = f"Did you mean {similar[0]}?" if similar else "docs/running.md lists all settings."
            raise ImproperlyConfigured(f"{name} must not be set, because no setting has this name. {advice}")


def flag(name: str, default: bool = False) -> bool:
    """A boolean: 1 or 0 (or true, false, yes, no)."""
    value = value_of(name).lower()
    if value not in ("", "0", "1", "true", "false", "yes", "no"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
    return default if not value else value in ("1", "true", "yes")


def comma_separated(name: str, default: str = "") -> list[str]:
    """A list of values separated by commas. Surrounding spaces are removed."""
    return [part.strip() for part in (value_of(name) or default).split(",") if part.strip()]


def is_set(name: str) -> bool:
    """Whether the variable has a value."""
    return value_of(name) != ""


def line(name: str, default: str = "", *, most: int) -> str:
    """A line of text with at most `most` code points."""
    value = value_of(name)
    if not value.isprintable() or len(value) > most:
        raise ImproperlyConfigured(f"{name} must be one line of at most {most} characters, without control characters")
    return value or default


def secret(name: str) -> str:
    """A secret of any form. Its surrounding spaces belong to it."""
    _names.add(name)
    return os.environ.get(name, "")


def token(name: str, *, least: int) -> str:
    """A secret for an HTTP header: printable ASCII without spaces. Error messages do not contain it."""
    value = value_of(name)
    if value and not re.fullmatch(rf"[!-~]{{{least},200}}", value):
        raise ImproperlyConfigured(f"{name} must be {least} to 200 ASCII characters without spaces")
    return value


def executable(name: str) -> str:
    """The absolute path of a program, or an empty string."""
    value = value_of(name)
    if value and not (os.path.isabs(value) and os.path.isfile(value) and os.access(value, os.X_OK)):
        raise ImproperlyConfigured(f"{name} must be the absolute path of a program, not {value!r}")
    return value


def choice(name: str, default: str, choices: Collection[str]) -> str:
    """One of `choices`, in upper or lower case."""
    value = value_of(name).lower() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {', '.join(list(choices)[:-1])} or {list(choices)[-1]}, not {value!r}")
    return value


def email_address(name: str, default: str = "", *, has_name: bool = False) -> str:
    """An email address, with `has_name` also in the form `Name <address>`."""
    value = value_of(name) or default
    address = parseaddr(value)[1] if has_name else value
    try:
        if value:
            validate_email(address)
    except ValidationError:
        example = "Factcheck <factcheck@example.org>" if has_name else "factcheck@example.org"
        raise ImproperlyConfigured(f"{name} must be an email address such as {example}, not {value!r}") from None
    if not value.isprintable():
        raise ImproperlyConfigured(f"{name} must be one line")
    return value


def email_addresses(name: str) -> list[str]:
    """Email addresses, separated by commas."""
    values = comma_separated(name)
    for value in values:
        try:
            validate_email(value)
        except ValidationError:
            raise ImproperlyConfigured(f"{name} must be a list of email addresses, not {value!r}") from None
    return values


def hosts(name: str, default: str) -> list[str]:
    """Names and addresses for ALLOWED_HOSTS: `example.org`, `.example.org`, `192.0.2.1`, `[2001:db8::1]`, `*`."""
    values = comma_separated(name, default)
    for value in values:
        if value != "*" and not _is_host(value.removeprefix(".")):
            raise ImproperlyConfigured(
                f"{name} must be a list of host names such as checks.example.org, without scheme, port, and path, not {value!r}"
            )
    return values


def host(name: str, default: str) -> str:
    """The name or the address of a server."""
    value = value_of(name) or default
    if not _is_host(value) and not _is_host(f"[{value}]"):
        raise ImproperlyConfigured(f"{name} must be the name or the address of a server, not {value!r}")
    return value


def _is_host(value: str) -> bool:
    if value.startswith("["):
        try:
            return value.endswith("]") and ipaddress.ip_address(value[1:-1]).version == 6
        except ValueError:
            return False
    return len(value) < 254 and re.fullmatch(_HOST, value) is not None


def origins(name: str) -> list[str]:
    """Origins that CSRF_TRUSTED_ORIGINS accepts, such as `https://example.org:8443` or `https://*.example.org`."""
    values = comma_separated(name)
    for value in values:
        if not re.fullmatch(rf"https?://(\*\.)?{_HOST}(:[0-9]{{1,5}})?", value):
            raise ImproperlyConfigured(f"{name} must be a list of origins such as https://checks.example.org, not {value!r}")
    return values


def import_path(name: str, default: str) -> str:
    """The dotted path of a class, such as `package.module.Class`. Only its module is located; it is not imported."""
    value = value_of(name)
    module, _, attribute = value.rpartition(".")
    try:
        is_valid = attribute.isidentifier() and importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        is_valid = False
    if value and not is_valid:
        raise ImproperlyConfigured(f"{name} must be the dotted path of a class in an installed module, not {value!r}")
    return value or default


def folder(name: str, default: Path) -> Path:
    """An absolute path of a folder, which is created when it is needed."""
    path = Path(value_of(name) or default).resolve()
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    if not existing.is_dir() or not os.access(existing, os.X_OK | (0 if existing == path else os.W_OK)):
        raise ImproperlyConfigured(f"{name} must be a folder that this account can use or create, not {str(path)!r}")
    return path


def integer(name: str, default: int, *, least: int, most: int) -> int:
    """An integer from `least` to `most`."""
    value = value_of(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}")
    return int(value)


def issuer(name: str) -> str:
    """The URL of an OpenID Connect issuer, without a trailing slash: https, or http on this machine. Empty if it is not set."""
    value = value_of(name).rstrip("/")
    try:
        parts = urlsplit(value)
        is_local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
        is_valid = (parts.scheme == "https" or is_local) and parts.port != 0 and not parts.query and not parts.fragment
        is_valid = is_valid and re.fullmatch(r"[A-Za-z0-9_.:\[\]-]+", parts.netloc) is not None
        is_valid = is_valid and re.fullmatch(r"[!-~]+", value) is not None
    except ValueError:  # an invalid port, brackets without an IPv6 address
        is_valid = False
    if value and not is_valid:
        raise ImproperlyConfigured(f"{name} must be an https URL such as https://sign-in.example.org, not {value!r}")
    return value


def required_with(other: str, name: str) -> str:
    """A line that must be set if the variable `other` is set, and only then. Messages do not contain the value."""
    value = value_of(name)
    if value_of(other) and not value:
        raise ImproperlyConfigured(f"{name} must be set, because {other} is set")
    if value and not value_of(other):
        raise ImproperlyConfigured(f"{name} must be empty unless {other} is set")
    if not value.isprintable():
        raise ImproperlyConfigured(f"{name} must be one line without control characters")
    return value


def time_zone(name: str, default: str) -> str:
    """The name of a time zone in the IANA database."""
    value = value_of(name) or default
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # KeyError for an unknown zone, the others for values that are not names of files
        raise ImproperlyConfigured(f"{name} must be a time zone such as Europe/Kyiv, not {value!r}") from None
    return value


def log_level(name: str, default: str) -> str:
    """The name of a log level of Python's `logging`, in upper or lower case."""
    value = value_of(name).upper() or default
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"{name} must be DEBUG, INFO, WARNING, ERROR, or CRITICAL, not {value!r}")
    return value


def request_rate(name: str, default: str) -> str:
    """A rate of requests in the format of Django REST framework: a number, a slash, and a unit of time."""
    value = value_of(name) or default
    if not re.fullmatch(r"[0-9]{1,9}/(s|sec|second|m|min|minute|h|hour|d|day)", value):
        raise ImproperlyConfigured(f"{name} must be a rate such as 600/min, not {value!r}")
    return value


def sentry_dsn(name: str) -> str:
    """The DSN of a project in Sentry. It needs the package `sentry-sdk`. Error messages leave out the DSN, which has a key."""
    value = value_of(name)
    try:
        parts = urlsplit(value)
        is_valid = parts.scheme in ("http", "https") and bool(parts.username and parts.hostname) and parts.path.strip("/") != ""
    except ValueError:
        is_valid = False
    if value and not is_valid:
        raise ImproperlyConfigured(f"{name} must be a URL such as https://key@sentry.example.org/1")
    if value and importlib.util.find_spec("sentry_sdk") is None:
        raise ImproperlyConfigured(f"{name} must not be set without the package sentry-sdk, which is not installed")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Django's configuration of the PostgreSQL server at a URL. Error messages leave out the URL, which has a password."""
    value = value_of(name) or default
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
    value = value_of(name)
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
    access_key = value_of("FACTCHECK_S3_ACCESS_KEY")
    secret_key = value_of("FACTCHECK_S3_SECRET_KEY")
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
    text = value_of(name)
    if text and not re.fullmatch(pattern, text):
        raise ImproperlyConfigured(f"{name} must be {description}")
    return text
