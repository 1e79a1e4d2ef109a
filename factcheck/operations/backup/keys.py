"""The keys of an installation, in a file of their own that is encrypted with a passphrase (scrypt and AES-256-GCM)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from factcheck.setup.durable import add_file, replace_file

FORMAT = "factcheck-keys 1"
MIN_PASSPHRASE = 12
"""Minimum length of a passphrase, in code points."""
_N, _R, _P = 2**17, 8, 1  # cost of scrypt: 128 MiB of memory
_MAX_FILE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file in the data folder. `lost` says what no longer works without it; `variable` is the setting that can replace it."""

    name: str
    lost: str
    variable: str = ""


KEY_FILES = (
    KeyFile(
        "secret-key",
        "everyone has to sign in again, and links that were sent by mail no longer work",
        variable="FACTCHECK_SECRET_KEY",
    ),
    KeyFile(
        "factor-key",
        "second factors cannot be decrypted, and the web server does not start until you run: manage.py rotate_factor_key --lost",
        variable="FACTCHECK_FACTOR_KEY",
    ),
    KeyFile(
        "signing-key",
        variable="FACTCHECK_SIGNING_KEY",
        lost="new heads of the ledger are signed with a new key, which you must announce; earlier signatures remain valid",
    ),
)
"""The only list of the key files."""


class KeysProblem(Exception):
    """The file with the keys cannot be used. The message is a sentence without secrets."""


def read_keys(folder: Path) -> dict[str, bytes]:
    """The keys in the data folder, by file name."""
    return {key.name: (folder / key.name).read_bytes() for key in KEY_FILES if (folder / key.name).is_file()}


def fingerprints(keys: Mapping[str, bytes]) -> dict[str, str]:
    """For each key, 16 hex digits that identify it and do not reveal it: keys are random and long."""
    return {name: hashlib.sha256(b"factcheck key\0" + content.strip()).hexdigest()[:16] for name, content in keys.items()}


def check_passphrase(passphrase: str) -> None:
    """Raises KeysProblem if the passphrase is too short."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeysProblem(f"The passphrase must have at least {MIN_PASSPHRASE} characters.")


def encrypt(keys: Mapping[str, bytes], passphrase: str) -> bytes:
    """A JSON document that contains the keys, encrypted."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    content = json.dumps({name: base64.b64encode(key).decode() for name, key in keys.items()}).encode()
    encrypted = AESGCM(_derive(passphrase, salt)).encrypt(nonce, content, FORMAT.encode())
    document = {"format": FORMAT, "kdf": "scrypt", "n": _N, "r": _R, "p": _P, "cipher": "AES-256-GCM"}
    binary = {"salt": salt, "nonce": nonce, "data": encrypted}
    return json.dumps(document | {name: base64.b64encode(value).decode() for name, value in binary.items()}, indent=1).encode()


def decrypt(file: Path, passphrase: str) -> dict[str, bytes]:
    """The keys in *file*, by file name. Raises KeysProblem if the passphrase is wrong or the file is damaged."""
    try:
        if file.stat().st_size > _MAX_FILE:
            raise KeysProblem(f"{file} is not a file with keys.")
        document = json.loads(file.read_bytes())
        if (document["format"], document["n"], document["r"], document["p"]) != (FORMAT, _N, _R, _P):
            raise KeysProblem(f"{file} has an unknown format. A newer version of Factcheck may have written it.")
        salt, nonce, data = (base64.b64decode(document[name], validate=True) for name in ("salt", "nonce", "data"))
        content = json.loads(AESGCM(_derive(passphrase, salt)).decrypt(nonce, data, FORMAT.encode()))
        keys = {name: base64.b64decode(value, validate=True) for name, value in content.items()}
    except OSError as error:
        raise KeysProblem(f"{file} cannot be read: {error.strerror}.") from error
    except InvalidTag as error:
        raise KeysProblem(f"{file} cannot be decrypted: the passphrase is wrong, or the file is damaged.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeysProblem(f"{file} is not a file with keys, or it is damaged.") from error
    if unknown := set(keys) - {key.name for key in KEY_FILES}:
        raise KeysProblem(f"{file} contains keys that this version does not know: {', '.join(sorted(unknown))}.")
    return keys


def write_keys(folder: Path, keys: Mapping[str, bytes]) -> list[str]:
    """Write the keys to the data folder. A different key is kept as `NAME.before-restore`. Returns the names of written files."""
    written = []
    for name, content in keys.items():
        file = folder / name
        if file.exists() and file.read_bytes() == content:
            continue
        if file.exists():
            former, number = folder / f"{name}.before-restore", 1
            while not add_file(former, file.read_bytes()):
                former, number = folder / f"{name}.before-restore-{number + 1}", number + 1
        replace_file(file, content)
        written.append(name)
    return written


def _derive(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_N, r=_R, p=_P).derive(passphrase.encode())
