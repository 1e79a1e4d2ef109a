"""The canonical text of a revision, its hash, and its length. Pure.

Canonicalization removes a leading byte order mark and replaces CRLF and CR with LF. It does not normalize Unicode, trim white
space, or change quotation marks. All offsets in Factcheck count code points of this text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

MAX_CODE_POINTS = 1_000_000
MAX_BYTES = 4 * MAX_CODE_POINTS
BYTE_ORDER_MARK = "\ufeff"
CARRIAGE_RETURN = "\r"
"""`articles.triggers` composes its SQL from these two constants, so that it has the same rule."""


class InvalidText(ValueError):
    """A text that cannot be stored, or a file that cannot be read as text. `problems` are error messages for the user."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A canonical text with its hash and length.

    `sha256` is the hexadecimal digest of the UTF-8 encoding. `length` counts code points.
    """

    text: str
    sha256: str
    length: int


def canonical(text: str) -> CanonicalText:
    """Return the canonical form of a decoded text.

    Raises InvalidText if the text is blank, is longer than MAX_CODE_POINTS, starts with two byte order marks, or contains NUL or
    an unpaired surrogate.
    """
    text = text.removeprefix(BYTE_ORDER_MARK).replace(CARRIAGE_RETURN + "\n", "\n").replace(CARRIAGE_RETURN, "\n")
    if not text.strip():
        raise InvalidText("The text is empty.")
    if len(text) > MAX_CODE_POINTS:
        raise InvalidText(f"The text has {len(text):,} characters; the limit is {MAX_CODE_POINTS:,}.")
    if (position := text.find("\x00")) >= 0:
        raise InvalidText(f"Character {position} is NUL, which cannot be stored.")
    if text.startswith(BYTE_ORDER_MARK):
        raise InvalidText("The text begins with two byte order marks. Remove one of them.")
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidText(f"Character {error.start} is an unpaired surrogate, which cannot be stored.") from error
    return CanonicalText(text, hashlib.sha256(encoded).hexdigest(), len(text))
