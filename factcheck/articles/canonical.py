"""From bytes to the canonical text of a revision. Pure.

Strict decoding, a leading byte order mark removed, CRLF and CR turned into LF, and nothing else: no Unicode normalization,
no trimming, no change of quotation marks. Offsets everywhere in the product count code points of this text.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass

MOST_CODE_POINTS = 1_000_000
MOST_BYTES = 4 * MOST_CODE_POINTS
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "windows-1251", "iso-8859-1", "koi8-u")


class Undecodable(ValueError):
    """The bytes are not valid in their encoding; `position` is the offset of the first bad byte, from 0."""

    def __init__(self, encoding: str, position: int, why: str) -> None:
        super().__init__(f"Not valid {encoding}: byte {position} cannot be decoded ({why}).")
        self.encoding = encoding
        self.position = position


class Unsuitable(ValueError):
    """Decoded, but not a text that can be kept: empty, too long, or with a NUL in it."""


@dataclass(frozen=True, slots=True)
class CanonicalText:
    text: str
    sha256: str
    length: int


def decode(content: bytes, encoding: str = "utf-8") -> str:
    """Strictly decode. Raises Undecodable with the byte position, Unsuitable for an unknown encoding."""
    if encoding.lower() not in ENCODINGS:
        raise Unsuitable(f"The encoding “{encoding}” is not known here. Known are {', '.join(ENCODINGS)}.")
    if content.startswith(b"%PDF-"):
        raise Unsuitable("This is a PDF file. Copy its text, or save it as plain text, and import that.")
    name = codecs.lookup(encoding).name
    try:
        return content.decode(name, errors="strict")
    except UnicodeDecodeError as error:
        raise Undecodable(name, error.start, error.reason) from error


def canonical(text: str) -> CanonicalText:
    """The canonical form of a decoded text with its SHA-256 (hex, over UTF-8) and its length in code points."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unsuitable("There is no text in it.")
    if len(text) > MOST_CODE_POINTS:
        raise Unsuitable(f"The text has {len(text):,} characters; at most {MOST_CODE_POINTS:,} can be imported at once.")
    if (position := text.find("\x00")) >= 0:
        raise Unsuitable(f"Character {position} is a NUL, which cannot be stored.")
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unsuitable(f"Character {error.start} is half of a surrogate pair, which is not a character.") from error
    return CanonicalText(text, hashlib.sha256(encoded).hexdigest(), len(text))
