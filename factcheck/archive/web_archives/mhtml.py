"""Reads the page in an MHTML file (RFC 2557). The other parts are skipped. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import IO

from factcheck.archive.addresses import Readable
from factcheck.archive.web_archives.gunzip import ForwardReader
from factcheck.archive.web_archives.http_head import read_content_type
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.mime_bodies import BodyDecoder, body_decoder

PAGE_TYPES = ("text/html", "application/xhtml+xml")
_MAX_FIELD = 4_096
_MAX_TITLE = 500
_ADDRESS = re.compile(r"https?://[!-~]{1,4000}")
_START = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_FIELDS = (re.compile(rb"(?im)^mime-version[ \t]*:"), re.compile(rb"(?im)^content-type[ \t]*:[ \t\r\n]*multipart/related"))
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, OverflowError, MessageError)


@dataclass(frozen=True, slots=True)
class MhtmlPage:
    """What the file claims about its page."""

    media_type: str
    charset: str
    """The declared charset in lowercase, or an empty string."""
    address: str
    """An absolute http or https address, or an empty string."""
    at: datetime | None
    """UTC, or None if the file contains no time with an offset."""
    title: str
    """At most 500 code points; may be empty."""
    parts: int


def is_mhtml(start: bytes) -> bool:
    """Whether a file that begins with these bytes has the header of a page with its parts (`multipart/related`)."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return _START.match(head) is not None and all(field.search(head) for field in _FIELDS)


def read_mhtml(file: Readable, out: IO[bytes], limits: WebArchiveLimits = DEFAULT_LIMITS) -> MhtmlPage:
    """Write the decoded root part to `out`: the part that `start` names, otherwise the first one.

    Raises InvalidWebArchive for a file that is malformed or incomplete, a root part that is not HTML or has parts itself, an
    unknown transfer encoding, and beyond the limits. Only one piece of the file is in memory at a time.
    """
    reader = ForwardReader(file, limits)
    message = _header(reader, limits)
    boundary, start = _parameter(message, "boundary").encode("latin-1", "replace"), _parameter(message, "start")
    if message.get_content_type() != "multipart/related" or not 0 < len(boundary) <= 200:
        raise _malformed("its header names no boundary")
    delimiter = _delimiter(boundary)
    parts, headers, root = 0, 0, None
    follows = _read_part(reader, delimiter, None)
    while follows:
        parts, decoder = parts + 1, None
        if parts > limits.parts:
            raise InvalidWebArchive(f"The MHTML file has more than {limits.parts:,} parts.")
        if root is None:
            part = _header(reader, limits)
            headers += sum(len(name) + len(value) for name, value in part.raw_items())
            if headers > limits.mhtml_headers_size:
                raise _malformed(f"the headers before its page have more than {limits.mhtml_headers_size:,} bytes")
            if not start or _field(part, "Content-ID").strip() == start.strip():
                root = part
                decoder = _page_decoder(part, out)
        follows = _read_part(reader, delimiter, decoder)
        if decoder:
            decoder.finish()
    if root is None:
        raise _malformed("it contains no page")
    media_type, charset = read_content_type(_field(root, "Content-Type"))
    addresses = (
        _field(message, "Snapshot-Content-Location"),
        _field(root, "Content-Location"),
        _field(message, "Content-Location"),
    )
    return MhtmlPage(
        media_type=media_type,
        charset=charset,
        address=next(filter(None, map(_address, addresses)), ""),
        at=_time(_field(message, "Date")),
        title=_title(_field(message, "Subject")),
        parts=parts,
    )


def _malformed(reason: str) -> InvalidWebArchive:
    return InvalidWebArchive(f"The MHTML file is malformed: {reason}.")


def _header(reader: ForwardReader, limits: WebArchiveLimits) -> Message:
    head = bytearray()
    while True:
        line = reader.read_line(limits.header_size - len(head) + 1)
        head += line
        if len(head) > limits.header_size:
            raise _malformed(f"a header has more than {limits.header_size:,} bytes")
        if line in (b"\r\n", b"\n"):
            break
        if not line:
            raise _malformed("it is incomplete")
    try:
        return BytesHeaderParser().parsebytes(bytes(head))
    except _FAULTS:
        raise _malformed("a header cannot be read") from None


def _field(message: Message, name: str) -> str:
    """The first value of a header field, or an empty string if it is absent or longer than any that is in use."""
    value = str(message.get(name) or "")
    return value if len(value) <= _MAX_FIELD else ""


def _parameter(message: Message, name: str) -> str:
    if not _field(message, "Content-Type"):
        return ""
    try:
        value = message.get_param(name, "")
    except _FAULTS:
        raise _malformed("a header cannot be read") from None
    return value if isinstance(value, str) else ""


def _page_decoder(part: Message, out: IO[bytes]) -> BodyDecoder:
    if part.get_content_type() not in PAGE_TYPES:
        raise InvalidWebArchive("The first or main part of the MHTML file is not an HTML page.")
    return body_decoder(_field(part, "Content-Transfer-Encoding"), out)


def _delimiter(boundary: bytes) -> re.Pattern[bytes]:
    """A line that is a delimiter, as a pattern that begins with its bytes, which `search` finds much faster than lines."""
    start = re.escape(b"--" + boundary)
    return re.compile(start + rb"(?<![^\n]" + start + rb")(--)?+[ \t\r]*+(?:\n|\Z)")


def _read_part(reader: ForwardReader, delimiter: re.Pattern[bytes], decoder: BodyDecoder | None) -> bool:
    """Pass the lines up to the next delimiter to the decoder. Returns whether another part follows.

    Raises InvalidWebArchive if the file ends before, or if anything but white space follows the last delimiter.
    """
    is_start = True
    while lines := reader.read_lines():
        found = delimiter.search(lines, 0 if is_start else 1)
        is_start = lines.endswith(b"\n")
        before = lines[: found.start()] if found else lines
        if decoder and before:
            decoder.feed(before)
        if found:
            reader.unread(len(lines) - found.end())
            if found[1]:
                _read_epilogue(reader)
            return not found[1]
    raise _malformed("it is incomplete")


def _read_epilogue(reader: ForwardReader) -> None:
    while lines := reader.read_lines():
        if not lines.isspace():
            raise _malformed("other data follows its last part")


def _address(text: str) -> str:
    bare = "".join(text.split())
    return bare if _ADDRESS.fullmatch(bare) else ""


def _time(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except _FAULTS:
        return None


def _title(text: str) -> str:
    try:
        decoded = str(make_header(decode_header(text)))
    except _FAULTS:
        decoded = text
    return " ".join(decoded.split())[:_MAX_TITLE]
