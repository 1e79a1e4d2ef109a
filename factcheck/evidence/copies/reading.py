"""Extracts the text of a copy."""

from __future__ import annotations

from dataclasses import dataclass

import factcheck
from factcheck.archive.actions import Readable
from factcheck.archive.web_archives.response_types import type_of_response
from factcheck.articles.canonical import MAX_BYTES, InvalidText
from factcheck.articles.readers import LibraryMissing, ReaderBusy, ReadFile, ReadingStopped, ReadText, read_file
from factcheck.web.errors import Refused

SOFTWARE = f"Factcheck/{factcheck.__version__}"
"""The tool that collects pages and takes them out of archives, with its version."""
MAX_READ = 5 * MAX_BYTES
"""Bytes of a copy whose text is extracted: a page is much larger than its text."""
NOT_TEXT = "This copy is a file of the type {media_type}, from which no text is extracted."
TOO_LONG = "This copy is too large for its text to be extracted."
_TEXT_TYPES = ("text/", "application/xhtml+xml", "application/pdf", "application/vnd.openxmlformats-officedocument.")
_MAX_PROBLEM = 300


class CannotReadNow(Refused):
    """This installation cannot read any copy at this moment. It says nothing about the copy, which must not be kept unread."""


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """The text of a copy and the reader that extracted it, or the reason why there is none."""

    text: ReadText | None = None
    reader: str = ""
    reader_version: int = 0
    encoding: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReadBody:
    """The body of a response: the media type to store, and its text."""

    media_type: str
    copy: ReadCopy


def read_body(body: Readable, *, media_type: str, charset: str) -> ReadBody:
    """Determine the type of the body of a response, which declares `media_type`, and extract its text.

    A body that is valid in two formats has no text: a reader could take another text out of it than the one that people saw.
    """
    found, problem = type_of_response(media_type, body)
    if problem:
        return ReadBody(found, ReadCopy(problem=problem))
    return ReadBody(found, read_copy(body, media_type=found, charset=charset))


def read_copy(payload: Readable, *, media_type: str, charset: str = "", name: str = "") -> ReadCopy:
    """Extract the text of a copy, in a child process if its format is not plain text.

    Raises CannotReadNow if no child process is available or a library is missing, but nothing for the contents of a copy.
    """
    if not media_type.startswith(_TEXT_TYPES):
        return ReadCopy(problem=NOT_TEXT.format(media_type=media_type))
    payload.seek(0)
    content = payload.read(MAX_READ + 1)
    if len(content) > MAX_READ:
        return ReadCopy(problem=TOO_LONG)
    try:
        read = _read(content, media_type, charset, name)
    except (LibraryMissing, ReaderBusy) as error:
        raise CannotReadNow(str(error)) from error
    except InvalidText as error:
        return ReadCopy(problem=str(error)[:_MAX_PROBLEM])
    return ReadCopy(read.document, read.reader.name, read.reader.version, read.encoding)


def _read(content: bytes, media_type: str, charset: str, name: str) -> ReadFile:
    """Read a copy in its declared encoding, or in UTF-8 if it is valid UTF-8 although it declares another one."""
    try:
        return read_file(content, media_type=media_type, name=name, encoding=charset)
    except ReadingStopped:
        raise
    except InvalidText:
        if not media_type.startswith(("text/", "application/xhtml+xml")) or not _is_utf_8(content):
            raise
        return read_file(content, media_type=media_type, name=name, encoding="utf-8")


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
