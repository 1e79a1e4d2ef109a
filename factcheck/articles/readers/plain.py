"""The reader for plain text. It decodes strictly in the declared encoding and never guesses one. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.articles.canonical import InvalidText, canonical
from factcheck.articles.readers import byte_order
from factcheck.articles.readers.metadata import Metadata
from factcheck.articles.readers.page_encoding import encoding_named
from factcheck.articles.readers.preview import quote_first_line
from factcheck.articles.readers.reader import EncodingInDoubt, ReadText, TextReader
from factcheck.web.characters import without_refused

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1252": "Windows-1252 (Western European)",
    "windows-1251": "Windows-1251 (Cyrillic)",
    "iso-8859-1": "ISO-8859-1 (Latin 1)",
    "koi8-u": "KOI8-U (Ukrainian)",
}
_CODECS = {"utf-16-le": "UTF-16 (little-endian)", "utf-16-be": "UTF-16 (big-endian)"}
_UNICODE = frozenset({"utf-8", "utf-16"})
_SAVE_AGAIN = "Save the file as UTF-8 and import it again."
_CHOOSE_UTF_8 = "The file is valid UTF-8. Choose UTF-8 as the encoding."
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEFORE = 40
"""Bytes of a preview before the first byte that is not ASCII."""
_LONGEST_OPENING = 1_000
"""Code points at the start of a line in which a visible character is looked for. A line can be as long as the text."""


class UndecodableText(InvalidText):
    """The bytes are not valid in their encoding. `position` is the offset of the first invalid byte, counted from 0.

    `finding` is the message without the advice to choose another encoding.
    """

    def __init__(self, encoding: str, position: int, *, has_controls: bool = False) -> None:
        other = "Windows-1252" if encoding in _UNICODE else "UTF-8"
        self.finding = f"This file is not {short_label(encoding)}: the byte at offset {position} is invalid."
        doubt = " It contains control characters, so it may not be a text file." if has_controls else ""
        super().__init__(f"{self.finding} Choose its encoding, for example {other}.{doubt}")
        self.encoding = encoding
        self.position = position


class PlainReader(TextReader):
    name = "plain"
    version = 1
    label = "Plain text"
    media_types = ("text/plain",)
    suffixes = (".txt", ".text")
    encodings = ENCODINGS

    def encoding_of(self, content: bytes, declared: str) -> str:
        if not declared:
            marks = byte_order.leading_marks(content)
            return marks[0].encoding if marks and marks[0].encoding in ENCODINGS else "utf-8"
        return declared if declared.lower() in ENCODINGS else encoding_named(declared) or declared

    def read(self, content: bytes, encoding: str) -> ReadText:
        text = canonical(decode(content, encoding))
        return ReadText(text, Metadata())

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:
        declared = _require_supported(encoding)
        if content:
            _check_byte_order_mark(content, declared)
        if declared not in _UNICODE:
            check_not_utf_8(content, declared, decode=decode, is_confirmed=is_confirmed)


def decode(content: bytes, encoding: str) -> str:
    """Decode strictly. Raises UndecodableText for invalid bytes, and InvalidText for an unsupported encoding."""
    name = _require_supported(encoding)
    try:
        return content.decode(name, errors="strict")
    except UnicodeDecodeError as error:
        raise UndecodableText(name, error.start, has_controls=_CONTROLS.search(content) is not None) from error


def first_words(text: str) -> str:
    """Return the first line with a visible character, truncated at a space to at most 120 code points and an ellipsis.

    Screens for staff display it if an article has no title. Characters that a title may not contain are removed. The result is
    empty if the text has no visible character.
    """
    visible_lines = (without_refused(line.strip()[:_LONGEST_OPENING].replace("\t", " ")).strip() for line in text.splitlines())
    first = next(filter(None, visible_lines), "")
    if len(first) <= 120:
        return first
    return first[:120].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _require_supported(encoding: str) -> str:
    if (name := encoding.lower()) not in ENCODINGS:
        supported = ", ".join(short_label(known) for known in ENCODINGS)
        raise InvalidText(f"The encoding “{encoding}” is not supported. Supported encodings: {supported}.")
    return name


def _check_byte_order_mark(content: bytes, declared: str) -> None:
    """Raise InvalidText if the byte order mark is doubled, contradicts the declared encoding, or is missing in UTF-16."""
    marks = byte_order.leading_marks(content)
    if len(marks) > 1:
        rest = content[sum(len(mark.content) for mark in marks) :]
        raise InvalidText(f"The file begins with two byte order marks. {_SAVE_AGAIN}", *_first_line_note(rest, marks[-1].codec))
    if marks:
        (mark,) = marks
        if mark.encoding == declared:
            return
        actual = short_label(mark.encoding)
        advice = f"Choose {actual} as the encoding." if mark.encoding in ENCODINGS else _SAVE_AGAIN
        line = _first_line_note(content[len(mark.content) :], mark.codec)
        raise InvalidText(
            f"The file begins with a {actual} byte order mark, but the selected encoding is {short_label(declared)}. {advice}",
            *line,
        )
    if codec := byte_order.detect_unmarked_utf_16(content):
        raise InvalidText(f"This looks like UTF-16 without a byte order mark. {_SAVE_AGAIN}", *_first_line_note(content, codec))
    if declared == "utf-16":
        is_utf_8 = _is_valid(content, "utf-8")
        advice = _CHOOSE_UTF_8 if is_utf_8 else _SAVE_AGAIN
        line = _first_line_note(content, "utf-8" if is_utf_8 else "utf-16-le")
        raise InvalidText(f"A UTF-16 file must begin with a byte order mark, and this one does not. {advice}", *line)


def check_not_utf_8(content: bytes, declared: str, *, decode: Callable[[bytes, str], str], is_confirmed: bool) -> None:
    """Raise EncodingInDoubt if the bytes are valid UTF-8 and the user has not confirmed the declared encoding.

    Text in a single-byte encoding is almost never valid UTF-8 by accident. Raises InvalidText if the bytes are invalid in the
    declared encoding.
    """
    non_ascii = re.search(rb"[\x80-\xff]", content)
    if non_ascii is None or not _is_valid(content, "utf-8"):
        return
    line_start = max(content.rfind(end, 0, non_ascii.start()) for end in (b"\n", b"\r")) + 1
    excerpt = content[max(line_start, non_ascii.start() - _BEFORE) :]
    try:
        decode(content, declared)
    except UndecodableText as error:
        raise InvalidText(error.finding, _CHOOSE_UTF_8, f"In UTF-8: {quote_first_line(excerpt.decode())}") from error
    if is_confirmed:
        return
    raise EncodingInDoubt(
        f"The file is valid UTF-8, but the selected encoding is {short_label(declared)}. Compare a line of the text in both"
        f" encodings, then choose UTF-8 or confirm {short_label(declared)}.",
        f"In {short_label(declared)}: {quote_first_line(decode(excerpt, declared))}",
        f"In UTF-8: {quote_first_line(excerpt.decode())}",
    )


def short_label(encoding: str) -> str:
    """Return the name of an encoding for messages, such as UTF-8."""
    return _CODECS.get(encoding) or ENCODINGS.get(encoding, encoding.upper()).partition(" (")[0]


def _is_valid(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _first_line_note(content: bytes, codec: str) -> list[str]:
    """Return a list with one message that quotes the first line in this encoding."""
    return [f"First line in {short_label(codec)}: {quote_first_line(content.decode(codec, errors='replace'))}"]
