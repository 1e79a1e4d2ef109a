"""Encryption of the seeds of second factors and recovery codes (Fernet: AES-128-CBC with HMAC-SHA-256).

The key is FACTCHECK_FACTOR_KEY, or the file `factor-key` in the data folder. When a key is used for the first time, its digest is
stored in the database. A process with another key, such as a command on another machine, raises WrongFactorKey instead of writing
seeds that the web server cannot read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import connection, transaction

from factcheck.accounts.models import FactorKey, Person
from factcheck.secret_variables import stored_secret
from factcheck.web.errors import Refused

PREFIX = "fernet:"
"""Prefix of encrypted values. It distinguishes them from seeds that were stored before they were encrypted."""


class WrongFactorKey(Refused):
    """This process does not have the key that encrypts the second factors (503)."""

    status = 503
    title = "Second factors can’t be used right now"

    def __init__(self, message: str) -> None:
        super().__init__(message, next_step="Tell the administrator of this server.")


MISSING = (
    "FACTCHECK_FACTOR_KEY must be the key that encrypts the second factors in the database, or the data folder must contain it in"
    " the file factor-key. This process has another key, or none. If the key is lost, run: manage.py rotate_factor_key --lost"
)


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "factor-key"


def encrypt(text: str) -> str:
    """Encrypt a seed. Raises WrongFactorKey."""
    key, *former = _keys()
    _require(key, former)
    return PREFIX + _cipher([key]).encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """Decrypt a seed. Raises WrongFactorKey."""
    keys = _keys()
    _require(keys[0], keys[1:])
    try:
        return _cipher(keys).decrypt(stored.removeprefix(PREFIX).encode()).decode()
    except InvalidToken as error:
        raise WrongFactorKey(MISSING) from error


def is_encrypted(stored: str) -> bool:
    return stored.startswith(PREFIX)


def problem() -> str:
    """Why this process cannot decrypt second factors, in one sentence, or an empty string. Creates no key."""
    stored = FactorKey.objects.first()
    if stored is None:
        return ""
    return "" if stored.digest in [_digest(key) for key in _known_keys()] else MISSING


def is_safe_to_create_key() -> bool:
    """Whether a new key file would be the one of the web server.

    That is certain only if the database is in the data folder of this process. Otherwise, this process may run on another machine
    or with another data folder than the web server.
    """
    database = connection.settings_dict
    host = str(database.get("OPTIONS", {}).get("host") or database.get("HOST") or "")  # for a socket, its folder
    return bool(_known_keys()) or host.startswith(f"{settings.DATA_DIR}/")


@transaction.atomic
def adopt_current_key() -> None:
    """Store the digest of the current key, after all seeds were encrypted with it."""
    FactorKey.objects.update_or_create(id=1, defaults={"digest": _digest(_keys()[0])})


@transaction.atomic
def replace_lost_key() -> list[Person]:
    """Use the current key, or else a new one in the data folder, although the key that encrypted the seeds is lost.

    Returns the people with an authenticator app or recovery codes. They cannot use these until they are reset.
    """
    key = (_known_keys() or [_stored_key()])[0]
    FactorKey.objects.update_or_create(id=1, defaults={"digest": _digest(key)})
    return list(Person.objects.filter(authenticator__type__in=["totp", "recovery_codes"]).distinct().order_by("email"))


def _stored_key() -> str:
    """The key in the data folder, which is created if it is missing."""
    return stored_secret(key_file(), lambda: secrets.token_urlsafe(48))


def _require(key: str, former: list[str]) -> None:
    """Compare the key with the digest in the database, which is stored when the first key is used. Raises WrongFactorKey."""
    stored, _ = FactorKey.objects.get_or_create(id=1, defaults={"digest": _digest(key)})
    if stored.digest not in [_digest(known) for known in (key, *former)]:
        raise WrongFactorKey(MISSING)


def _keys() -> list[str]:
    """The current key, followed by the former ones. Creates the key file if there is no key and the database knows none.

    Raises WrongFactorKey if the database knows a key, but this process has none.
    """
    if known := _known_keys():
        return known
    if FactorKey.objects.exists():
        raise WrongFactorKey(MISSING)
    return [_stored_key()]


def _known_keys() -> list[str]:
    current = list(settings.FACTOR_KEYS)
    if not current:
        with suppress(FileNotFoundError):
            current = [key_file().read_text().strip()]
    return [*current, *settings.FORMER_FACTOR_KEYS] if current else []


def _cipher(keys: list[str]) -> MultiFernet:
    """The first key encrypts; all keys decrypt."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, "encryption"))) for key in keys])


def _digest(key: str) -> str:
    """64 hexadecimal digits that identify a key without revealing it."""
    return _derived(key, "identification").hex()


def _derived(key: str, purpose: str) -> bytes:
    return hmac.new(key.encode(), f"factcheck second factors: {purpose}".encode(), hashlib.sha256).digest()
