"""The readers whose formats a library parses, in a child process with limits: HTML, PDF, and Word. Pure."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import ClassVar

from factcheck.articles.canonical import InvalidText, canonical
from factcheck.articles.readers import byte_order, isolation
from factcheck.articles.readers.metadata import metadata_from
from factcheck.articles.readers.page_encoding import decode_page, encoding_of_page
from factcheck.articles.readers.plain import ENCODINGS, UndecodableText, check_not_utf_8
from factcheck.articles.readers.reader import ReadText, TextReader

_BEGINNING = 2_048
"""Bytes at the beginning of a file that determine its format."""
_HTML = re.compile(r"(?>\s+|<!--.*?-->|<\?xml.*?\?>)*+<(?:!doctype\s+html|html)[\s>]", re.DOTALL | re.IGNORECASE)
"""The beginning of a page. The group is atomic, so that the time of a search is linear."""
_BLANK = b"\xef\xbb\xbf\0\t\n\f\r "


class LibraryMissing(InvalidText):
    """The reader cannot read: one of its libraries is not installed in the version that belongs to the reader."""


class ExtractingReader(TextReader):
    """Extracts the text in a child process. `extraction` is the name of the module that does it (`extraction`)."""

    extraction: ClassVar[str]

    def read(self, content: bytes, encoding: str) -> ReadText:
        return self._read(content, encoding, isolation.LIMITS)

    def read_again(self, content: bytes, encoding: str) -> ReadText:
        return self._read(content, encoding, isolation.LIMITS_FOR_READING_AGAIN)

    def _read(self, content: bytes, encoding: str, limits: isolation.ProcessLimits) -> ReadText:
        if missing := self.missing_libraries():
            raise LibraryMissing(
                f"{self.label} cannot be read now: this installation lacks {' and '.join(missing)}. Ask an administrator to"
                " install the packages of this version."
            )
        result = isolation.extract(
            f"factcheck.articles.readers.extraction.{self.extraction}", self._input(content, encoding), limits=limits
        )
        return ReadText(canonical(result["text"]), metadata_from(result["metadata"]))

    @abstractmethod
    def _input(self, content: bytes, encoding: str) -> bytes:
        """Return the bytes for the child process."""


class PageReader(ExtractingReader):
    """Reads HTML pages. Pages declare their encoding; a declaration by the user or in an HTTP header takes precedence."""

    name = "html"
    version = 1
    label = "HTML"
    media_types = ("text/html", "application/xhtml+xml")
    suffixes = (".html", ".htm", ".xhtml")
    encodings = ENCODINGS
    libraries = {"trafilatura": "2.3.1", "lxml": "6.1.3"}
    extraction = "html"

    def resembles(self, content: bytes) -> bool:
        marks = byte_order.leading_marks(content)
        codec = marks[0].codec if marks else "latin-1"
        beginning = content[len(marks[0].content) if marks else 0 :][:_BEGINNING].decode(codec, errors="replace")
        return _HTML.match(beginning) is not None

    def encoding_of(self, content: bytes, declared: str) -> str:
        return encoding_of_page(content, declared)

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:
        if encoding not in ("utf-8", "utf-16"):
            check_not_utf_8(content, encoding, decode=_decode, is_confirmed=is_confirmed)

    def _input(self, content: bytes, encoding: str) -> bytes:
        text = _decode(content, encoding)
        if "\0" in text:
            raise InvalidText("The page contains NUL characters, so it is damaged, or in another encoding.")
        return text.removeprefix("\ufeff").encode()


def _decode(content: bytes, encoding: str) -> str:
    try:
        return decode_page(content, encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(encoding, error.start) from error
    except LookupError as error:
        raise InvalidText(f"The encoding “{encoding}” is not supported.") from error


class PdfFileReader(ExtractingReader):
    name = "pdf"
    version = 1
    label = "PDF"
    media_types = ("application/pdf",)
    suffixes = (".pdf",)
    libraries = {"pypdf": "7.1.1"}
    extraction = "pdf"

    def recognizes(self, content: bytes) -> bool:
        return content[:_BEGINNING].lstrip(_BLANK).startswith(b"%PDF-")

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:
        if not self.recognizes(content):
            raise InvalidText("This is not a PDF file.")

    def _input(self, content: bytes, encoding: str) -> bytes:
        return content


class WordReader(ExtractingReader):
    name = "docx"
    version = 1
    label = "Word (DOCX)"
    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
    suffixes = (".docx",)
    libraries = {"mammoth": "1.13.0", "cobble": "0.1.4", "lxml": "6.1.3"}
    extraction = "docx"

    def recognizes(self, content: bytes) -> bool:
        return content.startswith(b"PK\x03\x04") and b"word/document" in content

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:
        if not self.recognizes(content):
            raise InvalidText("This is not a Word file in the format DOCX.")

    def _input(self, content: bytes, encoding: str) -> bytes:
        return content
