"""Digests in web archives: `algorithm:value`, where the value is hexadecimal, Base32, or Base64. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Any

ALGORITHMS = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
"""The algorithms that can be compared, with the size of their values in bytes."""
_LABELLED = re.compile(r"([A-Za-z0-9-]{1,16}):([A-Za-z0-9+/=_-]{1,200})")


@dataclass(frozen=True, slots=True)
class LabelledDigest:
    algorithm: str
    """A key of ALGORITHMS."""
    value: bytes

    def new(self) -> Any:
        """A hash object of the algorithm."""
        return hashlib.new(self.algorithm, usedforsecurity=False)

    @property
    def label(self) -> str:
        """The algorithm and the value in hexadecimal digits: the form in which `sha256sum` prints it."""
        return f"{self.algorithm}:{self.value.hex()}"


def sha256_label(sha256: str) -> str:
    """A SHA-256 of 64 hex digits as it is written to web archives."""
    return f"sha256:{sha256}"


def read_digest(text: str) -> LabelledDigest | None:
    """The digest, or None if its algorithm is unknown or its value has none of the three encodings (RFC 4648)."""
    match = _LABELLED.fullmatch(text.strip())
    if match is None:
        return None
    algorithm = match[1].lower().replace("-", "")
    size = ALGORITHMS.get(algorithm, 0)
    value = _decoded(match[2], size)
    return LabelledDigest(algorithm, value) if size and len(value) == size else None


def _decoded(text: str, size: int) -> bytes:
    bare = text.rstrip("=")
    try:
        if len(bare) == 2 * size:
            return bytes.fromhex(bare)
        if len(bare) == (8 * size + 4) // 5:
            return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))
        if len(bare) == (8 * size + 5) // 6:
            return base64.b64decode(bare.replace("-", "+").replace("_", "/") + "=" * (-len(bare) % 4), validate=True)
    except (ValueError, binascii.Error):
        pass
    return b""
