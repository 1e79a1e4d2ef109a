"""Byte order marks, and UTF-16 that has none. Pure.

The marks are those of the Unicode Standard, section 23.8.
"""

from __future__ import annotations

from dataclasses import dataclass

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r")
"""Bytes that no text has in an encoding of one byte for each character."""


@dataclass(frozen=True, slots=True)
class ByteOrderMark:
    """`encoding` is what a person declares, `codec` decodes what follows the mark."""

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
    """The byte order marks at the beginning, at most two."""
    first = next((mark for mark in _MARKS if content.startswith(mark.content)), None)
    if first is None:
        return []
    # after a mark of UTF-16, the bytes of the mark of UTF-8 begin a Korean syllable
    candidates = (_LITTLE, _BIG) if first.encoding == "utf-16" else (first, _UTF_8, _LITTLE, _BIG)
    rest = content[len(first.content) : len(first.content) + 4]
    second = next((mark for mark in candidates if rest.startswith(mark.content)), None)
    return [first, second] if second else [first]


def detect_unmarked_utf_16(content: bytes) -> str:
    """The codec of a text in UTF-16 without a byte order mark, such as "utf-16-le"; empty if the bytes do not look like that.

    Every second byte is then a control character, NUL in Latin and 4 in Cyrillic. Scripts whose code points are above U+2000
    are not recognized.
    """
    if len(content) < 2 or len(content) % 2:
        return ""
    even, odd = (_number_of_controls(content[start::2]) for start in (0, 1))
    if max(even, odd) * 4 < len(content):  # fewer than half of either
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _number_of_controls(content: bytes) -> int:
    return len(content) - len(content.translate(None, _CONTROLS))
