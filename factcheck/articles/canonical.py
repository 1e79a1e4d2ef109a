"""The canonical text of a revision, with its hash and its length. Pure.

A leading byte order mark is removed, CRLF and CR become LF, and nothing else changes: no Unicode normalization, no trimming, no
change of quotation marks. Offsets everywhere in the product count code points of this text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

MAX_CODE_POINTS = 1_000_000
MAX_BYTES = 4 * MAX_CODE_POINTS
BYTE_ORDER_MARK = "\ufeff"


class InvalidText(ValueError):
    """A text that cannot be stored, or bytes that no text can be read from. `problems` are sentences for the person."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """`sha256`: hex, over the text in UTF-8. `length`: code points."""

    text: str
    sha256: str
    length: int


def canonical(text: str) -> CanonicalText:
    """The canonical form of a decoded text.

    Raises InvalidText if it has no text, more than MAX_CODE_POINTS, two byte order marks, a NUL, or half of a surrogate pair.
    """
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InvalidText("There is no text in it.")
    if len(text) > MAX_CODE_POINTS:
        raise InvalidText(f"The text has {len(text):,} characters; at most {MAX_CODE_POINTS:,} can be imported at once.")
    if (position := text.find("\x00")) >= 0:
        raise InvalidText(f"Character {position} is a NUL, which cannot be stored.")
    if text.startswith(BYTE_ORDER_MARK):
        raise InvalidText("The text begins with two byte order marks. Remove one of them.")
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidText(f"Character {error.start} is half of a surrogate pair, which is not a character.") from error
    return CanonicalText(text, hashlib.sha256(encoded).hexdigest(), len(text))
