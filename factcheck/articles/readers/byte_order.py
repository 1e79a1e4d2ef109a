"""Detection of byte order marks (Unicode Standard, section 23.8) and of UTF-16 without one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r")
"""Bytes that do not occur in text in a single-byte encoding."""


@dataclass(frozen=True, slots=True)
class ByteOrderMark:
    """A byte order mark. `encoding` is the name that a user declares; `codec` decodes the bytes after the mark."""

    content: bytes
    encoding: str
    codec: str


_UTF_8 = ByteOrderMark(b"\xef\xbb\xbf", "utf-8", "utf-8")
_LITTLE = ByteOrderMark(b"\xff\xfe", "utf-16", "utf-16-le")
_BIG = ByteOrderMark(b"\xfe\xff", "utf-16", "utf-16-be")
_UTF_32 = (
    ByteOrderMark(b"\xff\xfe\x00\x00", "utf-32", "utf-32-le"),
    ByteOrderMark(b"\x00\x00\xfe\xff", "utf-32", "utf-32-be"),
)
_MARKS = (*_UTF_32, _UTF_8, _LITTLE, _BIG)


def leading_marks(content: bytes) -> list[ByteOrderMark]:
    """Return the byte order marks at the beginning of `content`, at most two."""
    first = next((mark for mark in _MARKS if content.startswith(mark.content)), None)
    if first is None:
        return []
    # After a UTF-16 mark, the bytes of the UTF-8 mark are the beginning of a Korean syllable.
    candidates = (_LITTLE, _BIG) if first.encoding == "utf-16" else (first, _UTF_8, _LITTLE, _BIG)
    rest = content[len(first.content) : len(first.content) + 4]
    second = next((mark for mark in candidates if rest.startswith(mark.content)), None)
    return [first, second] if second else [first]


def detect_unmarked_utf_16(content: bytes) -> str:
    """Return the codec, such as "utf-16-le", if `content` looks like UTF-16 without a byte order mark; otherwise an empty string.

    In such a text, every second byte is a control character: 0 in Latin, 4 in Cyrillic. Scripts above U+2000 are not detected.
    """
    if len(content) < 2 or len(content) % 2:
        return ""
    even, odd = (_number_of_controls(content[start::2]) for start in (0, 1))
    if max(even, odd) * 4 < len(content):  # fewer than half of the even bytes and of the odd bytes
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _number_of_controls(content: bytes) -> int:
    return len(content) - len(content.translate(None, _CONTROLS))
