"""The key that signs heads of the ledger. Ed25519 (RFC 8032)."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from factcheck.ledger.tree import tree_message
from factcheck.ledger.verifier import head_message, key_id, key_message
from factcheck.secret_variables import stored_secret
from factcheck.setup.durable import add_file, replace_file


class Signer:
    """A private key with its public key and its id. `seed`: 64 hexadecimal digits."""

    def __init__(self, seed: str) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        self.public_key = self._private.public_key().public_bytes_raw().hex()
        self.id = key_id(self.public_key)

    def sign_head(self, number: int, digest: str, at: str) -> str:
        """The signature of a head, 128 hexadecimal digits."""
        return self._private.sign(head_message(number, digest, at, self.id)).hex()

    def sign_tree(self, number: int, digest: str, root: str, at: str) -> str:
        """The signature of the root of the tree up to a head, 128 hexadecimal digits."""
        return self._private.sign(tree_message(number, digest, root, at, self.id)).hex()

    def endorse(self, successor: Signer) -> str:
        """The signature with which this key endorses the key that replaces it."""
        return self._private.sign(key_message(successor.public_key, self.id)).hex()


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "signing-key"


def new_seed() -> str:
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def current_signer() -> Signer:
    """The signer with the configured key, or with the key in the data folder, which is generated once. Raises OSError."""
    return Signer(settings.SIGNING_KEY or stored_secret(key_file(), new_seed))


def former_signer() -> Signer | None:
    """The signer with the key that the configured one replaces; it endorses the configured one when that is used first."""
    is_rotation = settings.SIGNING_KEY and settings.FORMER_SIGNING_KEY not in ("", settings.SIGNING_KEY)
    return Signer(settings.FORMER_SIGNING_KEY) if is_rotation else None


def replace_key_file(seed: str) -> Path:
    """Replace the key in the data folder. Returns the path of the copy of the former key. An interrupted call can be repeated."""
    file = key_file()
    former = file.with_name(f"signing-key.{Signer(file.read_text().strip()).id}")
    add_file(former, file.read_bytes())  # unless an interrupted call did this
    replace_file(file, seed.encode())
    return former
